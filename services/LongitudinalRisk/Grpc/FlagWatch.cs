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
    private const int Page = 500;

    /// <summary>Ends with <paramref name="cancellation"/> alone.</summary>
    public async Task RunAsync(string? cohort, long after, IServerStreamWriter<Wire.FlagChanged> responses, CancellationToken cancellation)
    {
        for (var last = after; ;)
        {
            var changes = await reading.FlagsAfterAsync(last, cohort, Page, cancellation);
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
