using AxSpA.Cloud.Contracts.Edge.V1;

namespace AxSpA.Cloud.Hosting.Edge;

/// <summary>An offered radiograph is not taken, and offering it again unchanged would not help. The message goes to the sender: it names no blob and no identifier.</summary>
public sealed class OfferRefusedException(OfferRefusal reason, string expected, string found) : Exception($"expected {expected}, found {found}")
{
    public OfferRefusal Reason { get; } = reason;
}
