namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What became of a record. The numbers are on the wire.</summary>
public enum RecordArrival
{
    /// <summary>New, and in force.</summary>
    Accepted = 1,

    /// <summary>It is here already, word for word: nothing to do.</summary>
    Duplicate = 2,

    /// <summary>New, and in force in place of an earlier one.</summary>
    Corrected = 3,

    /// <summary>New to the history, and a later one that came before it stays in force.</summary>
    Outdated = 4,

    /// <summary>It says something else than one with the same revision and time: a higher revision must tell which holds.</summary>
    Conflicting = 5,
}
