using System.Diagnostics;
using System.Xml.Linq;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>The repository's tracked and new files, read as text: what is built is never asked, so a rule holds before the first build too.</summary>
internal static class SourceTree
{
    public static string Root { get; } = FindRoot();

    /// <summary>Paths relative to the root, with '/', of what git tracks or would track.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    public static IReadOnlyList<Project> Projects { get; } =
        [.. Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Select(file => new Project(file))];

    public static IEnumerable<string> CSharp(params string[] folders)
        => Files.Where(file => file.EndsWith(".cs", StringComparison.Ordinal) && folders.Any(folder => file.StartsWith(folder + '/', StringComparison.Ordinal)));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "AxSpA.Cloud.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("expected the tests to run below the folder of AxSpA.Cloud.sln");
    }

    private static List<string> List()
    {
        // A checkout belongs to whoever made it; git refuses another's without this.
        var start = new ProcessStartInfo("git", ["-c", $"safe.directory={Root}", "-C", Root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            RedirectStandardOutput = true,
        };
        using var git = Process.Start(start)!;
        var files = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. files.Where(file => File.Exists(Path.Combine(Root, file))).Order(StringComparer.Ordinal)];
    }

    /// <summary>A project file and what it references.</summary>
    internal sealed class Project(string file)
    {
        private readonly XDocument _xml = XDocument.Load(Path.Combine(Root, file));

        /// <summary>Its folder, for example <c>services/Shared/Imaging</c>.</summary>
        public string Folder { get; } = Path.GetDirectoryName(file)!;

        /// <summary>Folders of the projects it references.</summary>
        public IEnumerable<string> References => Included("ProjectReference")
            .Select(path => Path.GetRelativePath(Root, Path.GetDirectoryName(Path.GetFullPath(Path.Combine(Root, Folder, path)))!));

        public IEnumerable<string> Packages => Included("PackageReference");

        public override string ToString() => Folder;

        private IEnumerable<string> Included(string item) => _xml.Descendants(item).Select(reference => (string?)reference.Attribute("Include")).OfType<string>();
    }
}
