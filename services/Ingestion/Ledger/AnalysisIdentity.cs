using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Ingestion.Ledger;

/// <summary>An analysis is a radiograph and a plan: equal ones are the same analysis, whenever they arrive.</summary>
internal static class AnalysisIdentity
{
    public static Guid Of(string radiographId, AnalysisPlan plan)
        => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{radiographId}\n{plan.Digest}")).AsSpan(0, 16));
}
