using System.Threading.Channels;
using AxSpA.Cloud.Tests.Reference;
using Google.Protobuf;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace AxSpA.Cloud.Servers.Tests.Telemetry;

/// <summary>A collector of traces on loopback, for any number of processes: OTLP in protobuf over HTTP, read field by field.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly Channel<RecordedSpan> _spans = Channel.CreateUnbounded<RecordedSpan>();
    private readonly List<RecordedSpan> _seen = [];
    private readonly WebApplication _application;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(TakeAsync);
    }

    /// <summary>Settings, by configuration key, of a process that is to send here.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Hosting:Telemetry:OtlpEndpoint"] = _application.Urls.Single(),
        ["Hosting:Telemetry:OtlpProtocol"] = "HttpProtobuf",
    };

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._application.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>A trace's spans as soon as there are so many, or those there are when patience ends. Processes send every second.</summary>
    public async Task<IReadOnlyList<RecordedSpan>> TraceAsync(string traceId, int spans)
    {
        try
        {
            while (_seen.Count(span => span.TraceId == traceId) < spans)
                _seen.Add(await _spans.Reader.ReadAsync(Patience.Token));
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            // What is missing shows in the comparison.
        }

        return [.. _seen.Where(span => span.TraceId == traceId)];
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task TakeAsync(HttpContext request)
    {
        using var body = new MemoryStream();
        await request.Request.Body.CopyToAsync(body, request.RequestAborted);
        if (request.Request.Path == "/v1/traces")
        {
            foreach (var span in SpansOf(ByteString.CopyFrom(body.ToArray())))
                _spans.Writer.TryWrite(span);
        }

        // An empty answer is an ExportTraceServiceResponse that takes everything.
        request.Response.ContentType = "application/x-protobuf";
    }

    /// <summary>ExportTraceServiceRequest: resource_spans 1 → resource 1, scope_spans 2 → spans 2.</summary>
    private static IEnumerable<RecordedSpan> SpansOf(ByteString request)
        => from ofResource in Parts(request, 1)
           let service = Parts(ofResource, 1).Select(resource => Attribute(resource, 1, "service.name")).FirstOrDefault()
           from ofScope in Parts(ofResource, 2)
           from span in Parts(ofScope, 2)
           select new RecordedSpan(service ?? "", Hex(span, 1), Hex(span, 2), Hex(span, 4), Text(span, 5), Attribute(span, 9, "axspa.artifact"));

    /// <summary>KeyValue: key 1, value 2 → string_value 1.</summary>
    private static string? Attribute(ByteString message, int field, string key)
        => Parts(message, field).Where(pair => Text(pair, 1) == key).Select(pair => Text(Parts(pair, 2).First(), 1)).FirstOrDefault();

    private static string Text(ByteString message, int field) => Parts(message, field).FirstOrDefault()?.ToStringUtf8() ?? "";

    private static string Hex(ByteString message, int field) => Convert.ToHexStringLower((Parts(message, field).FirstOrDefault() ?? ByteString.Empty).Span);

    /// <summary>The values of a field that is text, bytes or a message.</summary>
    private static IEnumerable<ByteString> Parts(ByteString message, int field)
    {
        var input = message.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
                input.SkipLastField();
            else if (input.ReadBytes() is var bytes && WireFormat.GetTagFieldNumber(tag) == field)
                yield return bytes;
        }
    }
}
