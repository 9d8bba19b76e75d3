using System.Text.RegularExpressions;
using Shouldly;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>The tree is the architecture's table of contents, so it is held by tests.</summary>
[Trait("Requirement", "ARC-02")]
public partial class SourceTreeTests
{
    private const int LongestFile = 400;
    private const int LongestProgram = 20;

    private static readonly string[] TopFolders = ["services", "contracts", "tests", "k8s", "tools"];

    private static readonly string[] TopFiles = ["AxSpA.Cloud.sln", "README.md", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "global.json"];

    [Fact]
    public void Top_level_holds_the_five_folders_the_solution_and_the_builds_files()
    {
        var top = SourceTree.Files.Select(file => file.Split('/')[0]).Distinct().Where(name => !name.StartsWith('.'));
        top.ShouldBeSubsetOf([.. TopFolders, .. TopFiles]);
    }

    [Fact]
    public void Namespaces_follow_folders()
    {
        foreach (var file in SourceTree.CSharp("services", "contracts", "tools", "tests").Where(file => !IsMigration(file)))
        {
            if (NamespacePattern().Match(SourceTree.Read(file)) is not { Success: true } match)
            {
                Path.GetFileName(file).ShouldBe("Program.cs", file);
                continue;
            }

            NamespacesOf(file).ShouldContain(match.Groups[1].Value, $"{file} declares {match.Groups[1].Value}");
        }
    }

    [Fact]
    public void Programs_name_only_what_is_theirs()
    {
        foreach (var file in SourceTree.CSharp("services", "tools").Where(file => Path.GetFileName(file) == "Program.cs"))
            Lines(file).ShouldBeLessThanOrEqualTo(LongestProgram, file);
    }

    [Fact]
    public void No_production_file_is_longer_than_400_lines()
    {
        foreach (var file in SourceTree.CSharp("services", "contracts", "tools").Where(file => !IsMigration(file)))
            Lines(file).ShouldBeLessThanOrEqualTo(LongestFile, file);
    }

    [Fact]
    public void Folders_name_capabilities()
    {
        string[] technical = ["Helpers", "Utils", "Interfaces", "Managers", "Common", "Misc"];
        var folders = SourceTree.Files.SelectMany(file => file.Split('/')[..^1]).Distinct();
        folders.Intersect(technical).ShouldBeEmpty();
    }

    [Fact]
    public void No_text_names_a_place_on_one_machine()
    {
        foreach (var file in SourceTree.Files.Where(IsText))
        {
            var found = MachinePath().Match(SourceTree.Read(file));
            found.Success.ShouldBeFalse($"{file}: {found.Value}");
        }
    }

    [Fact]
    public void Every_source_line_that_catches_everything_says_when()
    {
        foreach (var file in SourceTree.CSharp("services", "contracts", "tools"))
        {
            foreach (Match match in CatchAll().Matches(SourceTree.Read(file)))
                match.Value.ShouldContain("when", customMessage: file);
        }
    }

    /// <summary>The folder's own namespace or, where a service keeps parts of one capability in sub-folders, one above it down to the project's.</summary>
    private static IEnumerable<string> NamespacesOf(string file)
    {
        var project = SourceTree.Projects.Select(candidate => candidate.Folder).Where(folder => file.StartsWith(folder + '/', StringComparison.Ordinal)).MaxBy(folder => folder.Length)!;
        var name = project.StartsWith("tests/", StringComparison.Ordinal)
            ? Path.GetFileName(project)
            : project == "contracts" ? "AxSpA.Cloud.Contracts" : $"AxSpA.Cloud.{Path.GetFileName(project)}";
        yield return name;
        foreach (var part in file[(project.Length + 1)..].Split('/')[..^1])
            yield return name += "." + part;
    }

    private static bool IsMigration(string file) => file.Contains("/Migrations/", StringComparison.Ordinal);

    private static bool IsText(string file)
        => new[] { ".npy", ".png", ".dcm", ".onnx", ".jpg", ".tif" }.All(ending => !file.EndsWith(ending, StringComparison.Ordinal));

    private static int Lines(string file) => SourceTree.Read(file).Count(letter => letter == '\n');

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // Written apart so that this line doesn't find itself.
    [GeneratedRegex(@"(?<![\w.~/-])/(?:wor" + @"k|hom" + @"e|roo" + @"t|User" + @"s)/\w+")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"catch \(Exception[^\n]*|catch\s*\r?\n")]
    private static partial Regex CatchAll();
}
