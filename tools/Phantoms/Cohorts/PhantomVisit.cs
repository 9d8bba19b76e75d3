namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>A visit of a subject: what its joints are like, and what the readers say of the radiograph.</summary>
/// <param name="Number">0 at baseline.</param>
/// <param name="Months">By protocol, from baseline; the date lies within a month of it.</param>
/// <param name="Date">Of visit and radiograph.</param>
/// <param name="Left">The patient's left joint.</param>
/// <param name="Right">The patient's right joint.</param>
/// <param name="Readings">One a reader, always in the same order.</param>
public sealed record PhantomVisit(int Number, int Months, DateOnly Date, JointDisease Left, JointDisease Right, IReadOnlyList<ReaderGrades> Readings)
{
    /// <summary>The name of the visit, as protocols have it.</summary>
    public string Name => $"M{Months}";

    /// <summary>The modified New York criterion by the true grades.</summary>
    public bool IsRadiographic => ModifiedNewYorkCriterion.IsMetBy(Left.Grade, Right.Grade);

    /// <summary>What most readers say.</summary>
    public bool ReadersStatus => ReaderPanel.Majority(Readings);
}
