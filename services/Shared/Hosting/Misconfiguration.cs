using System.Text.RegularExpressions;
using AxSpA.Cloud.Hosting.Listening;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Hosting;

/// <summary>Why a host does not start as configured, in sentences that begin with the key that has to change.</summary>
public static partial class Misconfiguration
{
    /// <param name="failure">What starting threw.</param>
    /// <param name="listen">Where the host was to listen.</param>
    /// <returns>A sentence a key; none where the failure is not the configuration's.</returns>
    public static IReadOnlyList<string> Of(Exception failure, ListenOptions listen)
    {
        ArgumentNullException.ThrowIfNull(failure);
        ArgumentNullException.ThrowIfNull(listen);
        return failure switch
        {
            OptionsValidationException refusal => [.. refusal.Failures.Select(Unframed)],
            // Several sections at once.
            AggregateException refusals when refusals.InnerExceptions.All(inner => inner is OptionsValidationException)
                => [.. refusals.InnerExceptions.SelectMany(inner => Of(inner, listen)).Distinct()],
            RefusedStartException refusal => [refusal.Message],
            InvalidOperationException other when OfOtherType().Match(other.Message) is { Success: true } match
                => [$"{match.Groups["key"].Value}: expected a value of type {match.Groups["type"].Value}, found {match.Groups["value"].Value}"],
            _ => ListenRefusal.Of(failure, listen) is { } refusal ? [refusal.Message] : [],
        };
    }

    private static string Unframed(string failure) => Framed().Match(failure) is { Success: true } framed ? framed.Groups["said"].Value : failure;

    // The words that the framework puts around an option's own.
    [GeneratedRegex("^DataAnnotation validation failed for .*? with the error: '(?<said>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Framed();

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type '(?<type>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex OfOtherType();
}
