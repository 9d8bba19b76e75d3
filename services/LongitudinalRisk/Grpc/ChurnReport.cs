using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>Churn between two model versions that a caller names.</summary>
public sealed class ChurnReport(RegistryReading reading)
{
    /// <exception cref="global::Grpc.Core.RpcException">The cohort has no such version, or several.</exception>
    public async Task<GetFlagChurnResponse> OfAsync(GetFlagChurnRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var cohort = await reading.CohortAsync(request.Cohort, cancellation);
        var versions = cohort.Models.Where(model => model.Route.ToMessage() == request.Route).ToList();
        var check = new RequestCheck();
        var (first, second) = (Find("first", request.First, versions, check), Find("second", request.Second, versions, check));
        check.Done();
        var churn = FlagChurn.Between(cohort, first!, second!);
        return new GetFlagChurnResponse
        {
            First = churn.First.ToMessage(),
            Second = churn.Second.ToMessage(),
            Kept = { churn.Kept },
            Dropped = { churn.Dropped },
            Raised = { churn.Raised },
            Unflagged = churn.Unflagged,
            ReadByOneOnly = churn.ReadByOneOnly,
        };
    }

    private static ModelVersion? Find(string field, string named, List<ModelVersion> versions, RequestCheck check)
    {
        var found = versions.Where(model => model.Version == named || model.CardDigest == named).ToList();
        if (found.Count == 1)
            return found[0];
        var known = versions.Count == 0 ? "(none has read a baseline)" : string.Join(", ", versions.Select(model => $"{model.Name} {model.Version} ({model.CardDigest})"));
        check.Add(field, $"expected the version or card digest of one of {known}, found {(found.Count == 0 ? "another" : "several: give the digest")}");
        return null;
    }
}
