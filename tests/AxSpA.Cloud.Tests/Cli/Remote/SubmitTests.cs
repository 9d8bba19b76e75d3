using System.Text.Json.Nodes;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Ingestion;
using AxSpA.Cloud.Tests.Reference;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Remote;

/// <summary><c>submit</c> to a system that listens on real sockets, beside <c>analyze</c> of the same files.</summary>
[Trait("Requirement", "SRV-03")]
public sealed class SubmitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Reports_are_those_of_analyze_but_for_times_and_paths()
    {
        await using var system = await GrpcIntake.StartAsync(overrides: ("Classification:KeepInput", "true"));
        string[] files = [Draw("a.png", 1), Draw("gap.png", 2, LightPelvis.GapOnTheLeft), Draw("empty.png", 3, LightPelvis.Empty), Draw("no-ilium.png", 4, LightPelvis.WithoutIlia), Text("text.png"), _folder["missing.png"]];

        var submitted = await CommandRun.OfAsync(["submit", .. files, "--server", $"{system.Grpc}", "--json", "--out", _folder["fetched"]]);
        var analysed = await CommandRun.OfAsync(["analyze", .. files, "--models", system.Models, "--out", _folder["work"], "--json", "--keep-input"]);

        (submitted.Code, submitted.Reports.Count).ShouldBe((analysed.Code, analysed.Reports.Count));
        foreach (var (name, report) in analysed.Reports)
            Comparable(submitted.Reports[name].GetRawText()).ShouldBe(Comparable(report.GetRawText()), name);
        submitted.Reports["a.png"].GetProperty("anatomyAware").GetProperty("heatMap").GetString()!.ShouldStartWith(_folder["fetched"]);
        foreach (var path in Directory.GetFiles(_folder["fetched"], "*", SearchOption.AllDirectories))
            File.ReadAllBytes(path).ShouldBe(File.ReadAllBytes(path.Replace(_folder["fetched"], _folder["work/results"], StringComparison.Ordinal)), path);
    }

    [Fact]
    public async Task Radiograph_alone_has_its_times_and_sent_again_it_needs_no_inference()
    {
        await using var system = await GrpcIntake.StartAsync();
        var file = Draw("a.png", 1);

        var first = await CommandRun.OfAsync("submit", file, "--server", $"{system.Grpc}", "--json");
        var again = await CommandRun.OfAsync("submit", file, "--server", $"{system.Grpc}", "--json");

        (first.Code, again.Code).ShouldBe((0, 0), first.Errors + again.Errors);
        first.Reports["a.png"].GetProperty("reused").GetBoolean().ShouldBeFalse();
        again.Reports["a.png"].GetProperty("reused").GetBoolean().ShouldBeTrue();
        var milliseconds = first.Reports["a.png"].GetProperty("milliseconds");
        milliseconds.EnumerateObject().ShouldAllBe(part => part.Value.GetDouble() > 0);
        milliseconds.GetProperty("overhead").GetDouble().ShouldBeLessThan(milliseconds.GetProperty("total").GetDouble());
        first.Reports["a.png"].GetProperty("artifacts").EnumerateObject().ShouldAllBe(artifact => artifact.Value.ValueKind == System.Text.Json.JsonValueKind.Null);
    }

    [Fact]
    public async Task Subject_and_site_make_another_radiograph_of_equal_pixels()
    {
        await using var system = await GrpcIntake.StartAsync();
        var file = Draw("a.png", 1);

        var one = await CommandRun.OfAsync("submit", file, "--server", $"{system.Grpc}", "--json", "--subject", "first");
        var other = await CommandRun.OfAsync("submit", file, "--server", $"{system.Grpc}", "--json", "--subject", "second");

        var ids = new[] { one, other }.Select(run => run.Reports["a.png"].GetProperty("radiographId").GetString());
        ids.ShouldBeUnique();
        other.Reports["a.png"].GetProperty("reused").GetBoolean().ShouldBeTrue("equal pixels are computed once");
    }

    [Fact]
    public async Task Radiograph_that_was_accepted_is_not_called_refused_when_the_system_goes_away_before_its_end()
    {
        await using var system = await GrpcIntake.StartAsync(services => services.AddGrpc(grpc => grpc.Interceptors.Add<UnwatchedCalls>()).Services.AddSingleton<UnwatchedCalls>(), driven: false);

        var run = await CommandRun.OfAsync("submit", Draw("a.png", 1), "--server", $"{system.Grpc}", "--json", "--patience", "0");

        run.Code.ShouldBe(1, run.Errors);
        var report = run.Reports["a.png"];
        report.GetProperty("outcome").GetString().ShouldBe("accepted");
        report.GetProperty("reason").GetString().ShouldBe("ServerAway");
        var known = await system.SubmitAsync(File.ReadAllBytes(_folder["a.png"]));
        report.GetProperty("radiographId").GetString().ShouldBe(known.RadiographId);
        report.GetProperty("detail").GetString().ShouldBe(
            $"accepted as analysis {known.AnalysisId}, its end not seen: expected {system.Grpc} to answer within 0 s, found Unavailable: gone; the same command goes on");
        run.Errors.ShouldEndWith("axspa: 1 accepted (of 1 file)\n");
    }

    public void Dispose() => _folder.Dispose();

    private static string Comparable(string report)
    {
        var comparable = JsonNode.Parse(report)!.AsObject();
        comparable.Remove("milliseconds");
        Blank(comparable["artifacts"], "labelMap", "crop", "input");
        foreach (var route in new[] { "anatomyAware", "standard" })
            Blank(comparable[route], "heatMap", "overlay");
        return comparable.ToJsonString();

        static void Blank(JsonNode? node, params string[] paths)
        {
            foreach (var path in paths)
            {
                if (node?[path] is not null)
                    node[path] = "path";
            }
        }
    }

    private string Draw(string name, int seed, LightPelvis pelvis = LightPelvis.Complete)
    {
        File.WriteAllBytes(_folder[name], PngImage.Encode(LightRadiographs.Draw(480, 640, seed, pelvis: pelvis)));
        return _folder[name];
    }

    private string Text(string name)
    {
        File.WriteAllText(_folder[name], "not a picture");
        return _folder[name];
    }

    /// <summary>A system that is away for whoever waits for an end.</summary>
    private sealed class UnwatchedCalls : Interceptor
    {
        public override Task ServerStreamingServerHandler<TRequest, TResponse>(
            TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
            => throw new RpcException(new Status(StatusCode.Unavailable, "gone"));
    }
}
