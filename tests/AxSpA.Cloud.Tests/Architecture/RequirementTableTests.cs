using System.Text.RegularExpressions;
using Shouldly;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>The requirements that services/README.md lists are those that tests cite, and each row names the tests that cite it.</summary>
[Trait("Requirement", "ARC-04")]
public partial class RequirementTableTests
{
    /// <summary>Where tests lie, and how a row of the table begins their name.</summary>
    private static readonly (string Folder, string Prefix)[] Tests =
    [
        ("tests/AxSpA.Cloud.Tests/", ""),
        ("tests/AxSpA.Cloud.Servers.Tests/", "Servers.Tests/"),
        ("tests/AxSpA.Cloud.Training.Tests/", "Training.Tests/"),
    ];

    [Fact]
    public void Every_requirement_cited_by_a_test_has_a_row_and_every_row_its_tests()
    {
        var cited = from tests in Tests
                    from file in SourceTree.CSharp(tests.Folder.TrimEnd('/'))
                    from Match trait in Citation().Matches(SourceTree.Read(file))
                    select (Id: trait.Groups[1].Value, Test: tests.Prefix + file[tests.Folder.Length..^".cs".Length]);
        var listed = from row in Rows()
                     from Match test in Quoted().Matches(row[4])
                     select (Id: row[1].Trim(), Test: test.Groups[1].Value);
        listed.ShouldBe(cited.Distinct(), ignoreOrder: true);
    }

    [Fact]
    public void Rows_are_unique_and_in_order_within_a_family()
    {
        var ids = Rows().Select(row => row[1].Trim()).ToList();
        ids.ShouldBeUnique();
        foreach (var family in ids.GroupBy(id => id.Split('-')[0]))
            family.ShouldBeInOrder();
    }

    /// <summary>Cells of the table's rows: nothing, id, what, where, test, nothing.</summary>
    private static IEnumerable<string[]> Rows()
        => SourceTree.Read("services/README.md").Split('\n').Where(line => Row().IsMatch(line)).Select(line => line.Split('|'));

    [GeneratedRegex(@"^\| [A-Z]{3}-\d\d \|")]
    private static partial Regex Row();

    [GeneratedRegex("""Trait\("Requirement", "([A-Z]{3}-\d\d)"\)""")]
    private static partial Regex Citation();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
