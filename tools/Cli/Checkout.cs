namespace AxSpA.Cloud.Cli;

/// <summary>The checkout that this program runs from.</summary>
internal static class Checkout
{
    /// <summary>Its folder; none where the program was installed elsewhere.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AxSpA.Cloud.sln")))
            folder = folder.Parent;
        return folder?.FullName;
    }
}
