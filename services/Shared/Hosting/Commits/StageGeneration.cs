using System.Security.Cryptography;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>
/// Names under which a piece of work is committed. The first generation's are the plain ones; a later one's carry the start of the SHA-256 of the record it
/// follows, so that every runner that finds that record no longer whole comes to the same names, and to nobody else's.
/// </summary>
internal sealed class StageGeneration
{
    private const int MarkDigits = 12;

    private readonly StageWork _work;
    private readonly string _mark;

    private StageGeneration(StageWork work, string mark) => (_work, _mark) = (work, mark);

    public string Stage => _work.Stage;

    public string RecordName => NameOf("result", "json");

    public static StageGeneration First(StageWork work) => new(work, "");

    /// <summary>The generation that follows a record.</summary>
    /// <param name="record">The record's bytes.</param>
    public StageGeneration After(ReadOnlySpan<byte> record) => new(_work, "." + Convert.ToHexStringLower(SHA256.HashData(record))[..MarkDigits]);

    public string NameOf(string role, string extension) => $"{_work.Folder}/{role}{_mark}.{extension}";
}
