namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>The latent disease of a subject's two joints: the grade is the whole part, what is left the way to the next one. Left and right are the patient's.</summary>
internal readonly record struct LatentSeverity(double Left, double Right)
{
    /// <summary>Just below 5: grade 4 with everything that belongs to it.</summary>
    public const double Most = 4.99;

    /// <summary>Below the criterion by no more than this, a joint carries early signs of the grade that would meet it.</summary>
    public const double EarlySigns = 0.35;

    public int LeftGrade => (int)Left;

    public int RightGrade => (int)Right;

    public bool IsRadiographic => ModifiedNewYorkCriterion.IsMetBy(LeftGrade, RightGrade);

    /// <summary>0 and more where the criterion is met.</summary>
    public double Excess => ModifiedNewYorkCriterion.Excess(Left, Right);

    public JointDisease LeftDisease => new(LeftGrade, Left - LeftGrade);

    public JointDisease RightDisease => new(RightGrade, Right - RightGrade);

    public static LatentSeverity Of(double left, double right) => new(Math.Clamp(left, 0, Most), Math.Clamp(right, 0, Most));

    public LatentSeverity Raised(double left, double right) => Of(Left + left, Right + right);
}
