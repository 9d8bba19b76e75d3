namespace AxSpA.Cloud.Tests.Reference;

/// <summary>What <see cref="LightRadiographs"/> draws.</summary>
internal enum LightPelvis
{
    /// <summary>Sacrum between both ilia, touching both: a joint on each side.</summary>
    Complete,

    /// <summary>The left ilium lies too far from the sacrum: its joint is found by the median-height fallback.</summary>
    GapOnTheLeft,

    WithoutLeftIlium,

    WithoutIlia,

    WithoutSacrum,

    /// <summary>Background alone.</summary>
    Empty,
}
