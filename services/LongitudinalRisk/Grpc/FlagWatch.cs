using System.Globalization;
using System.Text.Json;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>Follows the table of flags, whichever replica writes it: looking is one query on a primary key.</summary>
public sealed class FlagWatch(RegistryReading reading, IOptions<RegistryOptions> options, TimeProvider time)
{
    /// <summary>A response header: the registry was looked at. Until then, and where no flag is raised long after, a caller could not tell this replica from one that is away.</summary>
    public const string OpenedHeader = "axspa-opened";

    private const int Page = 500;

    /// <summary>Ends with <paramref name="cancellation"/> alone.</summary>
    /// <param name="opened">Called when the registry was looked at for the first time, before any response.</param>
    public async Task RunAsync(string? cohort, long after, Func<Task> opened, IServerStreamWriter<Wire.FlagChanged> responses, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(opened);
        var last = after;
        for (var looks = 0; ; looks++)
        {
            var changes = await reading.FlagsAfterAsync(last, cohort, Page, cancellation);
            if (looks == 0)
                await opened();
            foreach (var change in changes)
                await responses.WriteAsync(MessageOf(change), cancellation);
            if (changes.Count > 0)
                last = changes[^1].Id;
            if (changes.Count < Page)
                await Task.Delay(options.Value.FlagLook, time, cancellation);
        }
    }

    private static Wire.FlagChanged MessageOf(FlagRow row)
    {
        var flag = JsonSerializer.Deserialize<RiskFlag>(row.Evidence, RecordJson.Options)!;
        return new Wire.FlagChanged
        {
            Sequence = row.Id,
            Change = (Wire.FlagChange)(int)row.Change,
            Cohort = row.Cohort,
            Subject = row.Subject,
            RadiographId = row.RadiographId,
            AnalysisId = row.AnalysisId.ToString(),
            Route = row.Route.ToMessage(),
            Model = new() { Name = row.ModelName, Version = row.ModelVersion, CardDigest = row.ModelCardDigest, WeightsDigest = row.ModelWeightsDigest },
            Probability = row.Probability,
            BaselineDate = row.BaselineDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            Readings = { flag.Readings.Select(RecordMessages.ToMessage) },
            At = row.At.ToTimestamp(),
            LeftJoint = flag.LeftJoint?.ToMessage() ?? Wire.JointFinding.Unspecified,
            RightJoint = flag.RightJoint?.ToMessage() ?? Wire.JointFinding.Unspecified,
        };
    }
}
