namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>One subject in one cohort.</summary>
internal readonly record struct SubjectKey(string Cohort, string Subject);
