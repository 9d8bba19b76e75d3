namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>Turns grade and progress into amounts.</summary>
internal readonly record struct Severity(JointDisease Disease)
{
    /// <summary>
    /// The amount at the grade, and of the step to the next grade half at full progress: the other half is the leap a reader sees. A normal joint
    /// has none of anything, whatever its progress.
    /// </summary>
    /// <param name="byGrade">Amounts of grades 0 to 4.</param>
    public float Amount(ReadOnlySpan<float> byGrade)
    {
        var grade = Math.Clamp(Disease.Grade, 0, 4);
        if (grade is 0 or 4)
            return byGrade[grade];
        return byGrade[grade] + (0.5f * (float)Math.Clamp(Disease.Progress, 0, 1) * (byGrade[grade + 1] - byGrade[grade]));
    }
}
