using System.Text.RegularExpressions;
using AxSpA.Cloud.Tests.Kubernetes;
using Shouldly;

namespace AxSpA.Cloud.Tests.Architecture;

/// <summary>services/README.md lists every option that a service reads, with its default and who reads it.</summary>
public partial class OptionTableTests
{
    [Fact]
    public void Every_option_of_every_service_has_a_row_with_its_default()
    {
        var sections = DeployedService.All.SelectMany(service => service.OptionSections.Select(section => (Section: section, Service: service.Folder)));
        var options = from read in sections.GroupBy(read => read.Section, read => read.Service)
                      from option in OptionKeys.Of(read.Key)
                      select (option.Key, option.Default, read.Count() == DeployedService.All.Count ? "all" : string.Join(", ", read));

        var rows = Row().Matches(SourceTree.Read("services/README.md").ReplaceLineEndings("\n"))
            .Select(row => (row.Groups["key"].Value, row.Groups["default"].Value, row.Groups["services"].Value));

        rows.ShouldBe(options, ignoreOrder: true);
    }

    [GeneratedRegex(@"^\| `(?<key>\w+(?::\w+)+)` \| (?:`(?<default>[^`]+)`|–) \| (?<services>[^|]+) \| \S", RegexOptions.Multiline)]
    private static partial Regex Row();
}
