using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Agreement;
using AxSpA.Cloud.Statistics.Resampling;
using Shouldly;

namespace AxSpA.Cloud.Tests.Statistics;

/// <summary>Kappas of subjects seen several times.</summary>
public class KappaIntervalTests
{
    private const int Grades = 5;

    private static IReadOnlyList<(int Subject, int First, int Second)> Pairs { get; } = MadeUp(new Random(7), subjects: 150);

    [Fact]
    public void A_second_visit_that_says_the_same_makes_nothing_surer()
    {
        var once = Interval(Pairs);
        var twice = Interval([.. Pairs, .. Pairs]);
        var asOthers = Interval([.. Pairs, .. Pairs.Select(pair => (pair.Subject + 1000, pair.First, pair.Second))]);

        twice.ShouldBe(once);
        // Counted as subjects of their own, twice as many make it narrower by a root of two.
        (Width(once) / Width(asOthers)).ShouldBe(Math.Sqrt(2), 0.1);
    }

    [Fact]
    public void Intervals_are_as_wide_as_leaving_out_one_subject_at_a_time_says()
    {
        var cohen = SubjectBootstrap.Cohen(Pairs, Grades, KappaWeighting.Quadratic, new CaseBootstrap(4000));
        // Of each radiograph, how many of three readers say yes and no.
        List<(int Subject, int Yes, int No)> counts = [.. Pairs.Select(pair => (pair.Subject, Count(pair), 3 - Count(pair)))];
        var fleiss = SubjectBootstrap.Fleiss(counts, 3, new CaseBootstrap(4000));

        (Width(cohen) / 2 / 1.96).ShouldBe(StandardError(left => Cohen(Pairs.Where(pair => pair.Subject != left))), 0.1 * Width(cohen) / 2);
        (Width(fleiss) / 2 / 1.96).ShouldBe(StandardError(left => Fleiss(counts.Where(one => one.Subject != left))), 0.1 * Width(fleiss) / 2);
        cohen.Value!.Value.ShouldBe(Cohen(Pairs), 1e-12);
        fleiss.Value!.Value.ShouldBe(Fleiss(counts), 1e-12);

        static int Count((int Subject, int First, int Second) pair) => (pair.First >= 2 ? 1 : 0) + (pair.Second >= 2 ? 1 : 0) + (pair.First >= 3 ? 1 : 0);
    }

    [Fact]
    public void Where_there_is_no_interval_it_is_said_why()
    {
        var few = Interval([.. Enumerable.Range(0, 9).Select(subject => (subject, subject % 2, subject % 3 % 2))]);
        var one = Interval([.. Enumerable.Range(0, 20).Select(subject => (subject, 1, 1))]);
        var none = Interval([]);
        var same = Interval([.. Enumerable.Range(0, 20).Select(subject => (subject, subject % 2, subject % 2))]);

        (few.Value is null, few.Low, few.Note).ShouldBe((false, null, "no interval: expected 10 subjects or more, found 9"));
        (one.Value, one.Low, one.Note).ShouldBe((null, null, "not defined: all readings are of one category"));
        (none.Value, none.Low, none.Note).ShouldBe((null, null, "not defined: nothing was read by both"));
        (same.Value, same.Note).ShouldBe((1, "the same in every resample: the bootstrap does not tell how sure it is"));
    }

    private static Estimate Interval(IEnumerable<(int Subject, int First, int Second)> pairs) => SubjectBootstrap.Cohen(pairs, Grades, KappaWeighting.Quadratic, new CaseBootstrap(4000));

    private static double Width(Estimate estimate) => estimate.High!.Value - estimate.Low!.Value;

    private static double Cohen(IEnumerable<(int Subject, int First, int Second)> pairs)
    {
        var all = pairs.ToList();
        return CohenKappa.Of([.. all.Select(pair => pair.First)], [.. all.Select(pair => pair.Second)], Grades, KappaWeighting.Quadratic)!.Value;
    }

    private static double Fleiss(IEnumerable<(int Subject, int Yes, int No)> counts) => FleissKappa.Of([.. counts.Select(one => new[] { one.Yes, one.No })])!.Value;

    /// <summary>The jackknife's, over subjects (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, 11.2).</summary>
    private static double StandardError(Func<int, double> without)
    {
        double[] values = [.. Pairs.Select(pair => pair.Subject).Distinct().Select(without)];
        var mean = values.Average();
        return Math.Sqrt((values.Length - 1.0) / values.Length * values.Sum(value => (value - mean) * (value - mean)));
    }

    /// <summary>One to four visits a subject, whose grades have the subject in common.</summary>
    private static List<(int Subject, int First, int Second)> MadeUp(Random random, int subjects) =>
    [
        .. Enumerable.Range(0, subjects).SelectMany(subject =>
        {
            var grade = random.Next(Grades);
            return Enumerable.Range(0, random.Next(1, 5)).Select(_ => (subject, Near(), Near())).ToList();

            int Near() => Math.Clamp(grade + random.Next(-1, 2), 0, Grades - 1);
        }),
    ];
}
