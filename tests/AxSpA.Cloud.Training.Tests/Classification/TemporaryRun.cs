using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Tests.Classification;

/// <summary>A run folder that is gone afterwards.</summary>
internal sealed class TemporaryRun : IDisposable
{
    public TemporaryRun(string data)
    {
        Folder = RunFolder.Open(System.IO.Path.Combine(Path, "run"), new Dictionary<string, string>());
        Folder.Bind(data);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("axspa-run-").FullName;

    public RunFolder Folder { get; }

    public void Dispose()
    {
        Folder.Dispose();
        Directory.Delete(Path, recursive: true);
    }
}
