using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Cohorts;

/// <summary>
/// Readers who see severity through noise, each with a threshold of their own. Their status is the majority's: two of three blinded readers, the
/// rule of SIMACT and VNCA (paper, appendix).
/// </summary>
/// <remarks>
/// A reader's error has a part that belongs to reader and subject (habitus, superimposed bowel), one that belongs to reader and joint, and one that
/// is new at each reading. Its size makes two readers of one radiograph agree with a kappa of about 0.55.
/// </remarks>
internal sealed class ReaderPanel
{
    private const double SubjectNoise = 0.5;
    private const double JointNoise = 0.4;
    private const double ReadingNoise = 0.3;

    /// <summary>Readers undercall a little on the whole; the strictest and the most lenient lie this far apart from it.</summary>
    private const double Undercall = 0.1;
    private const double ThresholdSpread = 0.25;

    private readonly RandomSource _random;
    private readonly double[] _biases;

    public ReaderPanel(ulong seed, int readers)
    {
        _random = RandomSource.Of(seed, "readers");
        _biases = [.. Enumerable.Range(0, readers).Select(reader => (readers == 1 ? 0 : ThresholdSpread * ((2.0 * reader / (readers - 1)) - 1)) - Undercall)];
        Shuffling.Shuffle(_biases, _random.For("thresholds"));
    }

    /// <summary>What each reader says of a subject's visit.</summary>
    /// <param name="attempt">Another number is another reading of the same radiograph by the same readers.</param>
    public IReadOnlyList<ReaderGrades> Read(string subject, int visit, LatentSeverity severity, int attempt = 0)
        => [.. Enumerable.Range(0, _biases.Length).Select(reader => Read(_random.For($"{reader}").For(subject), visit, severity, _biases[reader], attempt))];

    public static bool Majority(IReadOnlyList<ReaderGrades> readings) => 2 * readings.Count(reading => reading.IsRadiographic) > readings.Count;

    private static ReaderGrades Read(RandomSource reader, int visit, LatentSeverity severity, double bias, int attempt)
    {
        var lasting = reader.For("lasting");
        var fresh = reader.For($"{visit}").For($"{attempt}");
        var shared = bias + (SubjectNoise * lasting.Normal());
        var seen = severity.Raised(
            shared + (JointNoise * lasting.Normal()) + (ReadingNoise * fresh.Normal()),
            shared + (JointNoise * lasting.Normal()) + (ReadingNoise * fresh.Normal()));
        return new ReaderGrades(seen.LeftGrade, seen.RightGrade);
    }
}
