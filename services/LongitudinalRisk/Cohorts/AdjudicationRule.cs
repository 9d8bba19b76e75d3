using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>How a cohort makes one status of its readings.</summary>
/// <param name="Name">What cohorts' options call it.</param>
/// <param name="Decide">Pure; the order of the readings is nothing to it. <see cref="ReaderStatus.Unresolved"/> where it cannot decide.</param>
public sealed record AdjudicationRule(string Name, Func<IReadOnlyList<Reading>, ReaderStatus> Decide);
