namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>Whether what is being done follows from the first event ever sent for its pixels: then no stage has a record of them, and none needs to ask the blob store.</summary>
/// <remarks>
/// A hint and no more. It travels from event to event as a header and is dropped where an event comes again; where it is wrong, work is done twice and still
/// committed once (<see cref="StageCommit"/>).
/// </remarks>
public static class FirstSight
{
    /// <summary>The header by which events carry it.</summary>
    public const string Header = "axspa-first-sight";

    private static readonly AsyncLocal<bool> Flow = new();

    /// <summary>Holds for the asynchronous method that sets it and for all that this one calls.</summary>
    public static bool IsCurrent
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }
}
