using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>The rules that cohorts choose from by name: those of the publication's cohorts (its appendix) and whatever a deployment adds.</summary>
public sealed class AdjudicationRules
{
    private readonly Dictionary<string, AdjudicationRule> _rules;

    /// <param name="more">Rules beside the published ones.</param>
    /// <exception cref="ArgumentException">Two rules have one name.</exception>
    public AdjudicationRules(params IEnumerable<AdjudicationRule> more)
        => _rules = new[] { LocalThenCentral, TwoCentral, TwoCentralEither, TwoCentralBoth, Consensus, ThreeBlinded }
            .Concat(more)
            .ToDictionary(rule => rule.Name, StringComparer.Ordinal);

    /// <summary>PROOF: a local reader, a blinded central reader, a second central reader where they disagree; two of three decide.</summary>
    public static AdjudicationRule LocalThenCentral { get; } = new("local-then-central", readings => TwoOf(
    [
        Seat(readings, ReaderRole.Local),
        Seat(readings.Where(reading => reading.Blinded), ReaderRole.Central),
        Seat(readings, ReaderRole.SecondCentral),
    ]));

    /// <summary>GESPIC: two central readers, independently; the publication says nothing of their disagreement, so it stays unresolved.</summary>
    public static AdjudicationRule TwoCentral { get; } = new("two-central", readings => Together(readings, ReaderStatus.Unresolved));

    /// <summary>As <see cref="TwoCentral"/>, radiographic where either says so.</summary>
    public static AdjudicationRule TwoCentralEither { get; } = new("two-central-either", readings => Together(readings, ReaderStatus.Radiographic));

    /// <summary>As <see cref="TwoCentral"/>, radiographic only where both say so.</summary>
    public static AdjudicationRule TwoCentralBoth { get; } = new("two-central-both", readings => Together(readings, ReaderStatus.NonRadiographic));

    /// <summary>OptiRef: the consensus of a rheumatologist and a radiologist, recorded as one reading or as two that agree.</summary>
    public static AdjudicationRule Consensus { get; } = new("consensus", readings =>
    {
        if (readings.Any(reading => reading.Role == ReaderRole.Consensus))
            return Seat(readings, ReaderRole.Consensus) ?? ReaderStatus.Unresolved;
        var (rheumatologist, radiologist) = (Seat(readings, ReaderRole.Rheumatologist), Seat(readings, ReaderRole.Radiologist));
        return rheumatologist is { } status && status == radiologist ? status : ReaderStatus.Unresolved;
    });

    /// <summary>DAMACT (SIMACT and VNCA/SWI): three readers blinded to each other; two of three decide.</summary>
    public static AdjudicationRule ThreeBlinded { get; } = new("three-blinded", readings => TwoOf(readings.Where(reading => reading.Blinded).Select(Word)));

    public IEnumerable<string> Names => _rules.Keys.Order(StringComparer.Ordinal);

    public AdjudicationRule? Find(string name) => _rules.GetValueOrDefault(name);

    /// <summary>What two say holds, whatever a third says or would say; of four and more the majority.</summary>
    private static ReaderStatus TwoOf(IEnumerable<ReaderStatus?> words)
    {
        var (radiographic, not) = (0, 0);
        foreach (var word in words)
        {
            radiographic += word == ReaderStatus.Radiographic ? 1 : 0;
            not += word == ReaderStatus.NonRadiographic ? 1 : 0;
        }

        if (radiographic >= 2 && radiographic > not)
            return ReaderStatus.Radiographic;
        return not >= 2 && not > radiographic ? ReaderStatus.NonRadiographic : ReaderStatus.Unresolved;
    }

    /// <summary>What all central readers say, two at least.</summary>
    private static ReaderStatus Together(IReadOnlyList<Reading> readings, ReaderStatus disagreeing)
    {
        var words = readings.Where(reading => reading.Role is ReaderRole.Central or ReaderRole.SecondCentral).Select(Word).OfType<ReaderStatus>().ToList();
        if (words.Count < 2)
            return ReaderStatus.Unresolved;
        return words.TrueForAll(word => word == words[0]) ? words[0] : disagreeing;
    }

    /// <summary>What a seat says; nothing where it is empty or those who sit in it differ.</summary>
    private static ReaderStatus? Seat(IEnumerable<Reading> readings, ReaderRole role)
    {
        var words = readings.Where(reading => reading.Role == role).Select(Word).OfType<ReaderStatus>().Distinct().ToList();
        return words.Count == 1 ? words[0] : null;
    }

    /// <summary>A reading that cannot say abstains.</summary>
    private static ReaderStatus? Word(Reading reading) => reading.Status == ReaderStatus.Unresolved ? null : reading.Status;
}
