namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>One simulated reader's grades of a radiograph, 0 to 4. Left and right are the patient's.</summary>
public readonly record struct ReaderGrades(int Left, int Right)
{
    private const int Least = 2;
    private const int DefiniteAlone = 3;

    /// <summary>The modified New York criterion: grade 2 or more on both sides, or 3 or more on one.</summary>
    public bool Radiographic => (Left >= Least && Right >= Least) || Math.Max(Left, Right) >= DefiniteAlone;
}
