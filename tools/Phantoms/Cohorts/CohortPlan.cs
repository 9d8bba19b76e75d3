using System.Globalization;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>What a cohort shall be. The same plan always gives the same subjects, readings and radiographs.</summary>
public sealed record CohortPlan
{
    public const int MostSubjects = 100_000;
    public const int MostVisits = 6;
    public const int MostReaders = 9;

    /// <summary>Of all chance.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Subjects of all sites together, spread evenly; the first sites take what is left over.</summary>
    public required int Subjects { get; init; }

    /// <summary>In the order in which their subjects are written.</summary>
    public required IReadOnlyList<PlannedSite> Sites { get; init; }

    /// <summary>1: the baseline alone; 2: baseline and two years; 3 and more: a year apart.</summary>
    public int Visits { get; init; } = 1;

    /// <summary>
    /// How much likelier subjects with signs that their readers missed become radiographic within two years than those without: the planted ratio
    /// of risks. 1 plants none.
    /// </summary>
    public double RiskRatio { get; init; } = 2;

    /// <summary>An odd number, so that the majority decides.</summary>
    public int Readers { get; init; } = 3;

    /// <summary>The plan itself.</summary>
    /// <exception cref="ArgumentException">It can't be carried out; says what was expected and what was found.</exception>
    public CohortPlan Checked()
    {
        Require(Subjects is >= 1 and <= MostSubjects, "subjects", $"1 to {MostSubjects}", Subjects);
        Require(Visits is >= 1 and <= MostVisits, "visits", $"1 to {MostVisits}", Visits);
        Require(Readers is >= 1 and <= MostReaders && Readers % 2 == 1, "readers", $"an odd number 1 to {MostReaders}, so that the majority decides", Readers);
        Require(RiskRatio is >= 1 and <= 100, "risk-ratio", "1 to 100", RiskRatio);
        Require(Sites.Count >= 1 && Sites.Count <= Subjects, "sites", $"1 to {Subjects}, a subject each at least", Sites.Count);
        foreach (var site in Sites)
        {
            Require(PlannedSite.IsName(site.Name), "site", PlannedSite.Expected, site.Name);
            Require(site.Prevalence is >= 0 and <= 1, "prevalence", $"0 to 1 for {site.Name}", site.Prevalence);
        }

        if (Sites.GroupBy(site => site.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"sites: expected each name once, found {twice.Key} {twice.Count()} times");
        return this;
    }

    /// <summary>Months from baseline to a visit.</summary>
    public int MonthsOf(int visit) => Visits == 2 ? 24 * visit : 12 * visit;

    /// <summary>Subjects of the site at a place of <see cref="Sites"/>.</summary>
    public int SubjectsOf(int site) => (Subjects / Sites.Count) + (site < Subjects % Sites.Count ? 1 : 0);

    private static void Require(bool holds, string name, string expected, IFormattable found)
        => Require(holds, name, expected, found.ToString(null, CultureInfo.InvariantCulture));

    private static void Require(bool holds, string name, string expected, string found)
    {
        if (!holds)
            throw new ArgumentException($"{name}: expected {expected}, found {(found.Length == 0 ? "nothing" : found)}");
    }
}
