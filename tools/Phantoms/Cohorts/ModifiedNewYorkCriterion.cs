namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>The radiographic criterion (van der Linden et al., Arthritis Rheum 1984;27:361): definite sacroiliitis is grade 2 or more on both sides, or 3 or 4 on one.</summary>
public static class ModifiedNewYorkCriterion
{
    public const int HighestGrade = 4;

    private const int Bilateral = 2;
    private const int Unilateral = 3;

    public static bool IsMetBy(int left, int right) => Math.Min(left, right) >= Bilateral || Math.Max(left, right) >= Unilateral;

    /// <summary>How far severities on the scale of grades lie above the criterion (0 and more) or below it (negative).</summary>
    internal static double Excess(double left, double right) => Math.Max(Math.Min(left, right) - Bilateral, Math.Max(left, right) - Unilateral);
}
