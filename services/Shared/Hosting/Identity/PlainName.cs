using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Hosting.Identity;

/// <summary>Names that people give to sites, cohorts and visits: short enough for a key, and of no character that a database or a log stumbles over.</summary>
public static partial class PlainName
{
    public const string Expected = "1 to 64 letters, digits, spaces, '.', '_', '+' or '-', the first a letter or digit";

    public static bool Is(string text) => Name().IsMatch(text);

    [GeneratedRegex(@"^[\p{L}\p{Nd}][\p{L}\p{Nd} ._+-]{0,63}\z")]
    private static partial Regex Name();
}
