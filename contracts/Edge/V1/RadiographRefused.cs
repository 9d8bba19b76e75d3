namespace AxSpA.Cloud.Contracts.Edge.V1;

/// <summary>An offered radiograph was not taken, and offering it again unchanged would not help. Nothing of it is kept.</summary>
public sealed record RadiographRefused
{
    /// <summary>The <c>id</c> of the event that offered it.</summary>
    public required string OfferId { get; init; }

    /// <summary>The <c>source</c> of the event that offered it.</summary>
    public required string OfferSource { get; init; }

    public required OfferRefusal Reason { get; init; }

    /// <summary>One sentence: what was expected and what was found. Names no blob and no identifier.</summary>
    public required string Detail { get; init; }
}
