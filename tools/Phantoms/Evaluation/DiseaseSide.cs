namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Where a radiograph's disease lies, by its true grades. Left and right are the patient's.</summary>
public enum DiseaseSide
{
    /// <summary>Not definite sacroiliitis.</summary>
    Negative,

    /// <summary>Grade 2 or more on both sides.</summary>
    Bilateral,

    /// <summary>Grade 3 or 4 on the left, at most 1 on the right.</summary>
    Left,

    /// <summary>Grade 3 or 4 on the right, at most 1 on the left.</summary>
    Right,
}
