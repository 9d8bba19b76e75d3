using MathNet.Numerics;
using MathNet.Numerics.RootFinding;

namespace AxSpA.Cloud.Statistics.Progression;

/// <summary>
/// The odds ratio by conditional maximum likelihood with its exact interval: both from Fisher's noncentral hypergeometric distribution of the
/// first cell, all margins fixed. Agrees with R's <c>fisher.test</c>.
/// </summary>
public static class ConditionalOddsRatio
{
    private const double Tail = 0.025;
    private const double Precision = 1e-12;

    /// <summary>Logarithm of the largest odds ratio looked for.</summary>
    private const double Widest = 40;

    public static Estimate Of(ProgressionTable table)
    {
        const string method = "exact, conditional on the margins";
        ArgumentNullException.ThrowIfNull(table);
        if (table.MissingMargin is { } why)
            return Estimate.None(method, why);
        var distribution = new Noncentral(table);
        var observed = table.FlaggedProgressed;
        var (atLeast, atMost) = (observed == distribution.Smallest, observed == distribution.Largest);
        double? low = atLeast ? 0 : Solve(logarithm => distribution.Upper(observed, logarithm) - Tail);
        double? high = atMost ? null : Solve(logarithm => distribution.Lower(observed, logarithm) - Tail);
        return (atLeast, atMost) switch
        {
            (true, _) => new Estimate(0, low, high, method, "the smallest table that the margins allow"),
            (_, true) => new Estimate(null, low, null, method, "no upper limit: the largest table that the margins allow"),
            _ => Estimate.Of(Solve(logarithm => distribution.Mean(logarithm) - observed), low!.Value, high!.Value, method),
        };
    }

    private static double Solve(Func<double, double> excess) => Math.Exp(Brent.FindRoot(excess, -Widest, Widest, Precision, 500));

    /// <summary>Probabilities of the first cell at an odds ratio given by its logarithm.</summary>
    private sealed class Noncentral
    {
        private readonly double[] _logarithms;

        public Noncentral(ProgressionTable table)
        {
            Smallest = Math.Max(0, table.Flagged + table.Progressed - table.Subjects);
            Largest = Math.Min(table.Flagged, table.Progressed);
            _logarithms = [.. Enumerable.Range(Smallest, Largest - Smallest + 1).Select(cell =>
                SpecialFunctions.BinomialLn(table.Flagged, cell) + SpecialFunctions.BinomialLn(table.Unflagged, table.Progressed - cell))];
        }

        public int Smallest { get; }

        public int Largest { get; }

        public double Mean(double logarithm) => Sum(logarithm, cell => cell);

        public double Upper(int cell, double logarithm) => Sum(logarithm, other => other >= cell ? 1 : 0);

        public double Lower(int cell, double logarithm) => Sum(logarithm, other => other <= cell ? 1 : 0);

        private double Sum(double logarithm, Func<int, double> value)
        {
            var highest = double.NegativeInfinity;
            for (var index = 0; index < _logarithms.Length; index++)
                highest = Math.Max(highest, _logarithms[index] + (logarithm * (Smallest + index)));
            double sum = 0, weights = 0;
            for (var index = 0; index < _logarithms.Length; index++)
            {
                var weight = Math.Exp(_logarithms[index] + (logarithm * (Smallest + index)) - highest);
                sum += weight * value(Smallest + index);
                weights += weight;
            }

            return sum / weights;
        }
    }
}
