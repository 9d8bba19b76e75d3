namespace AxSpA.Cloud.Hosting.Access;

/// <summary>What a caller may do.</summary>
public enum AccessRole
{
    /// <summary>Send radiographs.</summary>
    Submit,

    /// <summary>Read results, the registry and the system's state.</summary>
    Read,

    /// <summary>Change what the system does with what it holds: replay what is parked.</summary>
    Operate,

    /// <summary>Run one stage on demand.</summary>
    Stage,

    /// <summary>Read radiographs blinded and grade them; a key with it may not also have <see cref="Read"/>, or it would see what others said.</summary>
    Grade,
}
