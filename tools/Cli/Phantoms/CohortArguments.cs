using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;

namespace AxSpA.Cloud.Cli.Phantoms;

/// <summary>The sites of a cohort as the command line says them.</summary>
internal static class CohortArguments
{
    public const double UsualPrevalence = 0.5;

    /// <param name="sites">How many, named site-1 and so on; null where not given.</param>
    /// <param name="site">The one site's name; null where not given.</param>
    /// <param name="prevalence">One number for all, or <c>SITE=NUMBER,…</c>; null where not given.</param>
    /// <exception cref="UsageException">The prevalence is none, or of a site that isn't there.</exception>
    public static IReadOnlyList<PlannedSite> Sites(int? sites, string? site, string? prevalence)
    {
        string[] names = site is null ? [.. Enumerable.Range(1, sites ?? 1).Select(number => $"site-{number}")] : [site];
        if (prevalence is null || !prevalence.Contains('=', StringComparison.Ordinal))
        {
            var all = prevalence is null ? UsualPrevalence : Share(prevalence, "0 to 1, or SITE=NUMBER,…");
            return [.. names.Select(name => new PlannedSite(name, all))];
        }

        var given = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in prevalence.Split(',', StringSplitOptions.TrimEntries))
        {
            var at = part.LastIndexOf('=');
            var name = at < 0 ? part : part[..at];
            if (!names.Contains(name))
                throw new UsageException($"--prevalence: expected a number of each of {string.Join(", ", names)}, found {(part.Length == 0 ? "nothing" : part)}");
            if (!given.TryAdd(name, Share(at < 0 ? "" : part[(at + 1)..], $"0 to 1 for {name}")))
                throw new UsageException($"--prevalence: expected each site once, found {name} again");
        }

        return names.FirstOrDefault(name => !given.ContainsKey(name)) is { } missing
            ? throw new UsageException($"--prevalence: expected a number of each of {string.Join(", ", names)}, found none of {missing}")
            : [.. names.Select(name => new PlannedSite(name, given[name]))];
    }

    /// <summary>The folder of <c>--out</c>.</summary>
    /// <exception cref="UsageException">It holds something else, cannot be written, or its disk has too little room.</exception>
    public static CohortFolder Open(string path, PhantomCohort cohort, bool pictures)
    {
        try
        {
            return CohortFolder.Open(path, cohort, pictures);
        }
        catch (CohortFolderException refusal)
        {
            throw new UsageException($"--out: {refusal.Message}");
        }
    }

    private static double Share(string text, string expected)
        => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
            ? share
            : throw new UsageException($"--prevalence: expected {expected}, found {(text.Length == 0 ? "nothing" : text)}");
}
