namespace AxSpA.Cloud.Statistics.Survival;

/// <summary>
/// Turnbull's iteration: every subject shares itself among the places it covers, as their masses stand, until that changes nothing. Steps are lengthened where that
/// is likelier (SQUAREM; Varadhan &amp; Roland, Scand J Stat 2008;35:335): the plain iteration takes ten thousands of them for a large registry.
/// </summary>
/// <param name="covers">Places that subjects cover, the first and the one after the last, with how many subjects do.</param>
/// <param name="count">Places.</param>
/// <param name="subjects">All of them.</param>
internal sealed class SelfConsistentMasses(KeyValuePair<(int First, int End), int>[] covers, int count, int subjects)
{
    private const double Precision = 1e-10;
    private const int MostCycles = 50_000;

    /// <summary>By which the longest step grows when it was good, and shrinks when it was not.</summary>
    private const double Stride = 4;

    private readonly double[] _below = new double[count + 1];
    private readonly double[] _shares = new double[count + 1];

    /// <summary>Masses that add up to 1.</summary>
    public double[] Find()
    {
        var masses = new double[count];
        Array.Fill(masses, 1.0 / count);
        var (once, twice, longer) = (new double[count], new double[count], new double[count]);
        var longest = Stride;
        for (var cycle = 0; cycle < MostCycles; cycle++)
        {
            Share(masses, once);
            if (Share(once, twice) < Precision)
                return twice;
            var length = Math.Min(longest, Length(masses, once, twice));
            if (length > 1 && Extrapolate(masses, once, twice, length, longer) && LogLikelihood(longer) >= LogLikelihood(twice))
            {
                longest *= length == longest ? Stride : 1;
                Share(longer, masses);
            }
            else
            {
                longest = Math.Max(Stride, longest / Stride);
                (masses, twice) = (twice, masses);
            }
        }

        return masses;
    }

    /// <summary>One step. Sums over neighbours come from running totals, so it is linear.</summary>
    /// <returns>The largest change of a mass.</returns>
    private double Share(double[] masses, double[] next)
    {
        Accumulate(masses);
        Array.Clear(_shares);
        foreach (var ((first, end), covered) in covers)
        {
            var part = covered / (_below[end] - _below[first]) / subjects;
            _shares[first] += part;
            _shares[end] -= part;
        }

        var (share, change) = (0.0, 0.0);
        for (var place = 0; place < count; place++)
        {
            share += _shares[place];
            next[place] = masses[place] * Math.Max(0, share);
            change = Math.Max(change, Math.Abs(next[place] - masses[place]));
        }

        return change;
    }

    /// <summary>How far two steps point, in steps: much further than they went where they change little.</summary>
    private static double Length(double[] masses, double[] once, double[] twice)
    {
        double step = 0, bend = 0;
        for (var place = 0; place < masses.Length; place++)
        {
            var (first, second) = (once[place] - masses[place], twice[place] - once[place]);
            step += first * first;
            bend += (second - first) * (second - first);
        }

        return bend > 0 ? Math.Sqrt(step / bend) : 1;
    }

    /// <summary>A mass that the longer step would take away keeps what two steps left of it: none becomes zero for good.</summary>
    /// <returns>Whether there is anything left to share.</returns>
    private static bool Extrapolate(double[] masses, double[] once, double[] twice, double length, double[] longer)
    {
        var sum = 0.0;
        for (var place = 0; place < masses.Length; place++)
        {
            var (first, second) = (once[place] - masses[place], twice[place] - once[place]);
            var mass = masses[place] + (2 * length * first) + (length * length * (second - first));
            sum += longer[place] = mass > 0 ? mass : twice[place];
        }

        for (var place = 0; place < masses.Length; place++)
            longer[place] /= sum;
        return double.IsFinite(sum) && sum > 0;
    }

    private double LogLikelihood(double[] masses)
    {
        Accumulate(masses);
        var sum = 0.0;
        foreach (var ((first, end), covered) in covers)
            sum += covered * Math.Log(_below[end] - _below[first]);
        return sum;
    }

    private void Accumulate(double[] masses)
    {
        for (var place = 0; place < count; place++)
            _below[place + 1] = _below[place] + masses[place];
    }
}
