using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Tests.Access;

/// <summary>What options refused, without the words that the framework puts around it.</summary>
internal static partial class Refusals
{
    public static IEnumerable<string> Of(OptionsValidationException refusal)
        => refusal.Failures.Select(failure => Framed().Match(failure) is { Success: true } framed ? framed.Groups[1].Value : failure);

    [GeneratedRegex("^DataAnnotation validation failed for .* with the error: '(.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Framed();
}
