namespace AxSpA.Cloud.Tests.Contracts;

/// <summary>The sources that the tests were built from.</summary>
internal static class Repository
{
    private static readonly string Root = Find();

    public static string File(params ReadOnlySpan<string> path) => Path.Combine([Root, .. path]);

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!System.IO.File.Exists(Path.Combine(folder, "AxSpA.Cloud.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("expected the tests to be built inside their repository, found no AxSpA.Cloud.sln above them");
        return folder;
    }
}
