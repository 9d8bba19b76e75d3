using System.Text.RegularExpressions;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Names that stand in records and their keys: of cohorts, sites and visits.</summary>
internal static partial class RecordNames
{
    public const string Expected = "1 to 64 letters, digits, spaces, '.', '_', '+' or '-', the first a letter or digit";

    public static bool IsName(string text) => Name().IsMatch(text);

    public static bool IsPseudonym(string text) => Pseudonym().IsMatch(text);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd} ._+-]{0,63}\z")]
    private static partial Regex Name();

    [GeneratedRegex(@"^[0-9a-f]{32}\z")]
    private static partial Regex Pseudonym();
}
