namespace AxSpA.Cloud.Phantoms;

/// <summary>What a phantom radiograph shows. The same plan always gives the same pixels, whatever else is drawn beside it.</summary>
/// <remarks>
/// Chance is split by what it belongs to: the look of a site follows from seed and site, the anatomy of a subject from seed, site and subject,
/// position, exposure and noise from all four.
/// </remarks>
public sealed record RadiographPlan
{
    /// <summary>The cohort's seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Name of the simulated site; its detector, exposure habits and collimation follow from it.</summary>
    public required string Site { get; init; }

    /// <summary>Name of the subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Visit of the subject, 0 at baseline.</summary>
    public required int Visit { get; init; }

    /// <summary>The patient's left joint, at image right.</summary>
    public required JointDisease Left { get; init; }

    /// <summary>The patient's right joint, at image left.</summary>
    public required JointDisease Right { get; init; }
}
