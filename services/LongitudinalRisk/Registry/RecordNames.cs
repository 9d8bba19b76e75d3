using System.Text.RegularExpressions;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Names that stand in records in place of a person's own.</summary>
internal static partial class RecordNames
{
    public static bool IsPseudonym(string text) => Pseudonym().IsMatch(text);

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Pseudonym();
}
