using System.Text.RegularExpressions;
using AxSpA.Cloud.Hosting.Identity;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Names that stand in records and their keys: of cohorts, sites and visits.</summary>
internal static partial class RecordNames
{
    public const string Expected = PlainName.Expected;

    public static bool IsName(string text) => PlainName.Is(text);

    public static bool IsPseudonym(string text) => Pseudonym().IsMatch(text);

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Pseudonym();
}
