namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What happens to a flag. The numbers are stored and on the wire.</summary>
public enum FlagChange
{
    Raised = 1,

    /// <summary>A correction, a withdrawal or another reading took its ground away.</summary>
    Retracted = 2,

    /// <summary>A later version of the model has read the radiograph; the flag stands beside what that one says.</summary>
    Superseded = 3,
}
