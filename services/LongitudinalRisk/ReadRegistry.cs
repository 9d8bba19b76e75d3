using System.Text.RegularExpressions;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using RegisteredClassification = AxSpA.Cloud.LongitudinalRisk.Registry.RegisteredClassification;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk;

/// <summary>The registry for whoever asks (axspa.v1.LongitudinalRisk).</summary>
[RequiresRole(AccessRole.Read)]
public sealed partial class ReadRegistry(Database<RegistryContext> database) : Wire.LongitudinalRisk.LongitudinalRiskBase
{
    public override async Task<GetClassificationsResponse> GetClassifications(GetClassificationsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        if (!PseudonymPattern().IsMatch(request.RadiographId))
            throw Refusals.InvalidArgument("radiograph_id", "expected a radiograph's pseudonym, 32 lower-case hexadecimal digits, found other text");

        var cancellation = context.CancellationToken;
        var (known, classifications) = await database.ReadAsync(
            async registry => (
                await registry.Radiographs.AnyAsync(row => row.RadiographId == request.RadiographId, cancellation),
                await registry.Classifications.Where(row => row.RadiographId == request.RadiographId).OrderBy(row => row.Id).ToListAsync(cancellation)),
            cancellation);
        if (!known && classifications.Count == 0)
            throw Refusals.NotFound($"expected a radiograph of this registry, found {request.RadiographId}");
        return new GetClassificationsResponse { Classifications = { classifications.Select(MessageOf) } };
    }

    private static Wire.RegisteredClassification MessageOf(RegisteredClassification row) => new()
    {
        AnalysisId = row.AnalysisId.ToString(),
        Route = row.Route.ToMessage(),
        Model = new Model { Name = row.ModelName, Version = row.ModelVersion, CardDigest = row.ModelCardDigest, WeightsDigest = row.ModelWeightsDigest },
        Probability = row.Probability,
        Cutoff = row.Cutoff,
        Positive = row.Positive,
        Confident = row.Confident,
        RegisteredAt = row.RegisteredAt.ToTimestamp(),
    };

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex PseudonymPattern();
}
