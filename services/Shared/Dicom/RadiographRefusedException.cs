namespace AxSpA.Cloud.Dicom;

/// <summary>A file that is not a radiograph this system reads, said to the sender as what was expected and what came.</summary>
/// <remarks>The texts name formats, sizes and header terms of the standards only: never a file name, an identifier, a date or free text of the file.</remarks>
public sealed class RadiographRefusedException : Exception
{
    /// <param name="reason">For programs.</param>
    /// <param name="expected">For people, continuing "expected …".</param>
    /// <param name="found">For people, continuing "found …".</param>
    /// <param name="innerException">A decoder's complaint, where there was one.</param>
    public RadiographRefusedException(RefusalReason reason, string expected, string found, Exception? innerException = null)
        : base($"expected {expected}, found {found}", innerException)
    {
        Reason = reason;
        Expected = expected;
        Found = found;
    }

    public RefusalReason Reason { get; }

    public string Expected { get; }

    public string Found { get; }
}
