using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>The radiographic criterion (van der Linden et al. 1984): definite sacroiliitis is grade 2 or more on both sides, or grade 3 or 4 on one.</summary>
public static class ModifiedNewYork
{
    public const int HighestGrade = 4;

    private const int Bilateral = 2;
    private const int Unilateral = 3;

    /// <param name="left">0..4; null where the joint could not be graded.</param>
    /// <param name="right">0..4; null where the joint could not be graded.</param>
    /// <returns>Unresolved where the missing grade would decide.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A grade is none of 0..4.</exception>
    public static ReaderStatus StatusOf(int? left, int? right)
    {
        Check(left, nameof(left));
        Check(right, nameof(right));
        if (left >= Unilateral || right >= Unilateral || (left >= Bilateral && right >= Bilateral))
            return ReaderStatus.Radiographic;
        return left is null || right is null ? ReaderStatus.Unresolved : ReaderStatus.NonRadiographic;
    }

    private static void Check(int? grade, string name)
    {
        if (grade is < 0 or > HighestGrade)
            throw new ArgumentOutOfRangeException(name, grade, $"expected a grade of 0 to {HighestGrade}, found {grade}");
    }
}
