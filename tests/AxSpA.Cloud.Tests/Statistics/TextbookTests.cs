using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Progression;
using AxSpA.Cloud.Statistics.Resampling;
using AxSpA.Cloud.Statistics.Strata;
using AxSpA.Cloud.Statistics.Survival;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>Published data sets with published answers, for what the reference has none.</summary>
[Trait("Requirement", "STA-03")]
public class TextbookTests
{
    /// <summary>Weeks of remission of leukaemia under 6-mercaptopurine (Freireich et al., 1963); negative: censored.</summary>
    private static readonly int[] Mercaptopurine = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];

    private static readonly int[] Placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];

    /// <summary>Months to deterioration of breast cosmesis after radiotherapy alone (Finkelstein &amp; Wolfe, 1985); 0: not seen.</summary>
    private static readonly (int After, int Until)[] Radiotherapy =
    [
        (45, 0), (6, 10), (0, 7), (46, 0), (46, 0), (7, 16), (17, 0), (7, 14), (37, 44), (0, 8), (4, 11), (15, 0), (11, 15), (22, 0), (46, 0), (46, 0),
        (25, 37), (46, 0), (26, 40), (46, 0), (27, 34), (36, 44), (46, 0), (36, 48), (37, 0), (40, 0), (17, 25), (46, 0), (11, 18), (38, 0), (5, 12), (37, 0),
        (0, 5), (18, 0), (24, 0), (36, 0), (5, 11), (19, 35), (17, 25), (24, 0), (32, 0), (33, 0), (19, 26), (37, 0), (34, 0), (36, 0),
    ];

    /// <summary>Psychiatric diagnoses of 30 patients by 6 readers each (Fleiss, 1971): depression, personality disorder, schizophrenia, neurosis, other.</summary>
    private static readonly int[][] Diagnoses =
    [
        [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0],
        [0, 0, 0, 0, 6], [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0],
        [0, 2, 0, 4, 0], [1, 0, 2, 0, 3], [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2],
        [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
    ];

    /// <summary>Admissions to six departments of Berkeley (Bickel et al., 1975): men admitted, rejected, women admitted, rejected.</summary>
    private static readonly ProgressionTable[] Berkeley =
        [new(512, 313, 89, 19), new(353, 207, 17, 8), new(120, 205, 202, 391), new(138, 279, 131, 244), new(53, 138, 94, 299), new(22, 351, 24, 317)];

    [Fact]
    public void Kaplan_Meier_of_the_leukaemia_remissions()
    {
        var steps = KaplanMeier.Of(Subjects(Mercaptopurine));

        steps.Select(step => (step.Time, step.AtRisk, step.Events)).ShouldBe(
            [(6, 21, 3), (7, 17, 1), (10, 15, 1), (13, 12, 1), (16, 11, 1), (22, 7, 1), (23, 6, 1)]);
        steps.Select(step => Math.Round(step.Survival, 4)).ShouldBe([0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]);
        KaplanMeier.Median(steps).ShouldBe(23);
        KaplanMeier.Median(KaplanMeier.Of(Subjects(Placebo))).ShouldBe(8);
        KaplanMeier.Median(KaplanMeier.Of([new FollowedSubject(3, false)])).ShouldBeNull();
    }

    [Fact]
    public void Log_rank_of_the_leukaemia_remissions()
    {
        var found = LogRank.Of(Subjects(Mercaptopurine), Subjects(Placebo)).ShouldNotBeNull();

        found.Degrees.ShouldBe(1);
        found.ChiSquare.ShouldBe(16.79, 5e-3);
        found.P.ShouldBe(4.17e-5, 5e-8);
    }

    [Fact]
    public void Turnbull_of_the_breast_cosmesis_data()
    {
        var masses = Turnbull.Of([.. Radiotherapy.Select(pair => new CensoredInterval(pair.After, pair.Until == 0 ? double.PositiveInfinity : pair.Until))]);

        masses.Select(mass => (mass.After, mass.Until)).ShouldBe([(4, 5), (6, 7), (7, 8), (11, 12), (24, 25), (33, 34), (38, 40), (46, 48)]);
        foreach (var (mass, expected) in masses.Zip([0.0463, 0.0334, 0.0887, 0.0708, 0.0926, 0.0818, 0.1209, 0.4656]))
            mass.Probability.ShouldBe(expected, 1e-4);
        Turnbull.SurvivalAt(masses, 20).ShouldNotBeNull().ShouldBe(0.7608, 2e-4);
        Turnbull.SurvivalAt(masses, 24.5).ShouldBeNull();
    }

    [Fact]
    public void Turnbull_of_exact_times_is_Kaplan_Meier()
    {
        var masses = Turnbull.Of([.. Subjects(Mercaptopurine).Select(subject => new CensoredInterval(subject.Time, subject.Event ? subject.Time : double.PositiveInfinity))]);

        foreach (var step in KaplanMeier.Of(Subjects(Mercaptopurine)))
            Turnbull.SurvivalAt(masses, step.Time)!.Value.ShouldBe(step.Survival, 1e-6);
    }

    [Fact]
    public void Fleiss_kappa_of_the_psychiatric_diagnoses()
        => FleissKappa.Of(Diagnoses)!.Value.ShouldBe(0.430, 5e-4);

    [Fact]
    public void Mantel_Haenszel_of_the_Berkeley_admissions()
    {
        var odds = MantelHaenszel.OddsRatio(Berkeley);

        odds.Value!.Value.ShouldBe(0.9046968, 1e-7);
        odds.Low!.Value.ShouldBe(0.7719074, 1e-6);
        odds.High!.Value.ShouldBe(1.0603298, 1e-6);
        MantelHaenszel.Test(Berkeley)!.Value.ChiSquare.ShouldBe(1.4269, 5e-5);
        MantelHaenszel.Test(Berkeley)!.Value.P.ShouldBe(0.2323, 5e-5);
    }

    [Fact]
    public void Cohens_kappa_by_hand()
    {
        // 20 + 15 of 50 agree; by chance 0.5: (0.7 - 0.5) / 0.5.
        int[] first = [.. Enumerable.Repeat(1, 25), .. Enumerable.Repeat(0, 25)];
        int[] second = [.. Enumerable.Repeat(1, 20), .. Enumerable.Repeat(0, 5), .. Enumerable.Repeat(1, 10), .. Enumerable.Repeat(0, 15)];

        CohenKappa.Of(first, second, 2)!.Value.ShouldBe(0.4, 1e-12);
        CohenKappa.Of(first, first, 2).ShouldBe(1);
        CohenKappa.Of([1, 1], [1, 1], 2).ShouldBeNull();
        // With two categories every weighting is the unweighted one.
        CohenKappa.Of(first, second, 2, KappaWeighting.Quadratic)!.Value.ShouldBe(0.4, 1e-12);
        // Grades 0-4, one of five readings off by one: 1 - (1/16/5) / (28/16/25) quadratically.
        CohenKappa.Of([0, 1, 2, 3, 4], [0, 1, 2, 3, 3], 5, KappaWeighting.Quadratic)!.Value.ShouldBe(1 - (1 / 80.0 / QuadraticChance()), 1e-12);
    }

    /// <summary>Two raters of 100 patients (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, table 18.1): 0.676, standard error 0.088 by Fleiss, Cohen and Everitt (1969).</summary>
    [Fact]
    public void Bootstrap_interval_of_Cohens_kappa_is_as_wide_as_the_textbooks()
    {
        int[][] patients = [[75, 1, 4], [5, 4, 1], [0, 0, 10]];
        var pairs = Enumerable.Range(0, 3).SelectMany(first => Enumerable.Range(0, 3).SelectMany(second => Enumerable.Repeat((first, second), patients[first][second])));

        var kappa = SubjectBootstrap.Cohen(pairs.Select((pair, patient) => (patient, pair.first, pair.second)), 3, KappaWeighting.None, new CaseBootstrap(4000));

        kappa.Value!.Value.ShouldBe(0.676, 5e-4);
        ((kappa.High!.Value - kappa.Low!.Value) / 2).ShouldBe(1.96 * 0.0877, 0.01);
        // The textbook's is symmetric, 0.50 to 0.85; the distribution is not.
        kappa.Low.Value.ShouldBe(0.505, 0.03);
        kappa.High.Value.ShouldBe(0.848, 0.03);
    }

    private static double QuadraticChance()
    {
        int[] first = [0, 1, 2, 3, 4], second = [0, 1, 2, 3, 3];
        return first.Average(one => second.Average(other => Math.Pow((one - other) / 4.0, 2)));
    }

    private static FollowedSubject[] Subjects(int[] weeks) => [.. weeks.Select(week => new FollowedSubject(Math.Abs(week), week > 0))];
}
