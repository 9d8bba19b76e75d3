using System.Runtime.CompilerServices;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>
/// Outputs of the published pipeline. The full set lies beside the repository (<c>../shared/golden</c>, or where AXSPA_GOLDEN says);
/// a compact part of it travels with the tests in <c>tests/Golden</c>.
/// </summary>
internal static class Golden
{
    private static readonly string Repository = FindRepository();

    private static readonly string Compact = Path.Combine(Repository, "tests", "Golden");

    /// <summary>The folder of the full set, whether it is there or not.</summary>
    public static string FullFolder { get; } =
        Environment.GetEnvironmentVariable("AXSPA_GOLDEN") is { Length: > 0 } given ? given : Path.Combine(Repository, "..", "shared", "golden");

    public static bool HasFullSet => Directory.Exists(FullFolder);

    /// <summary>Path of a reference file; the test is skipped, with a reason, where neither set holds it.</summary>
    public static string File(string name)
    {
        foreach (var folder in new[] { FullFolder, Compact })
        {
            var path = Path.Combine(folder, name);
            if (System.IO.File.Exists(path))
                return path;
        }

        Assert.Skip($"golden file {name} is in the full reference set only; AXSPA_GOLDEN names its folder");
        return "";
    }

    public static byte[] Bytes(string name) => System.IO.File.ReadAllBytes(File(name));

    public static Plane<T> Plane<T>(string name)
        where T : unmanaged
        => NpyFile.ReadPlane<T>(Bytes(name));

    public static T[] Array<T>(string name, out int[] shape)
        where T : unmanaged
        => NpyFile.Read<T>(Bytes(name), out shape);

    private static string FindRepository([CallerFilePath] string here = "")
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "AxSpA.Cloud.sln")))
                return folder.FullName;
        }

        return Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
    }
}
