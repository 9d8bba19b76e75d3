namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>A cohort's states are derived by other rules than this replica's. It passes: another replica answers now, this one when its rules come into force.</summary>
public sealed class RulesNotInForceException(string cohort)
    : Exception($"expected {cohort} to be derived by the rules of this replica, found it derived by other ones; try again");
