using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Statistics.Cohorts;

/// <summary>One value of a variable that splits the cohort.</summary>
/// <param name="Value">Null: not collected, left out of the common ratio.</param>
/// <param name="Table">Flagged × progressed among its subjects.</param>
public sealed record Stratum(string? Value, ProgressionTable Table);
