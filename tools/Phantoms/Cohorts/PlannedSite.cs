namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>A simulated site of a cohort.</summary>
/// <param name="Name">Its look follows from it and the seed. Part of file names: letters, digits, '-', '_' and '.'.</param>
/// <param name="Prevalence">Share of its subjects that meet the modified New York criterion at baseline, 0..1; met as nearly as whole subjects permit.</param>
public sealed record PlannedSite(string Name, double Prevalence)
{
    private const int LongestName = 40;

    /// <summary>What a name may be.</summary>
    public static string Expected => $"1 to {LongestName} letters, digits, '-', '_' or '.', a letter or digit first";

    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is >= 1 and <= LongestName
            && char.IsAsciiLetterOrDigit(name[0])
            && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
    }
}
