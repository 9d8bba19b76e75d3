namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>A reader's grades of one radiograph, 0..4. Left and right are the patient's.</summary>
public readonly record struct ReaderGrades(int Left, int Right)
{
    /// <summary>The status that follows from the grades.</summary>
    public bool IsRadiographic => ModifiedNewYorkCriterion.IsMetBy(Left, Right);
}
