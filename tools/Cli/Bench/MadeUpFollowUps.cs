using System.Buffers.Binary;
using System.Globalization;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using ClassificationRoute = AxSpA.Cloud.Contracts.V1.ClassificationRoute;
using ReaderRole = AxSpA.Cloud.Grpc.V1.ReaderRole;
using Reading = AxSpA.Cloud.Grpc.V1.Reading;
using Sex = AxSpA.Cloud.Grpc.V1.Sex;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>
/// A registry as it might be: five visits within four years on no two of the same days, two central readers of each, both models' word on each baseline,
/// a fifth of the subjects progressing, those whom a model flags more often. The same at every call.
/// </summary>
/// <param name="cohort">Whose they are; its rule decides by two central readers.</param>
internal sealed class MadeUpFollowUps(string cohort)
{
    public const int Visits = 5;

    /// <summary>Of a subject: its visits, two readings of each, and the clinical variables.</summary>
    public const int Records = (Visits * 3) + 1;

    private const int Sites = 12;
    private const int MonthsBetween = 12;
    private const int JitterDays = 60;

    private static readonly DateOnly First = new(2008, 1, 1);

    public string Cohort => cohort;

    /// <summary>As senders put them on the wire, visit by visit.</summary>
    public IEnumerable<FollowUpRecord> RecordsOf(int subject)
    {
        var random = new Random(subject);
        var radiographicFrom = RadiographicFrom(subject);
        yield return RecordOf(subject, record => record.Characteristics = CharacteristicsOf(random));
        for (var number = 0; number < Visits; number++)
        {
            var name = $"M{number * MonthsBetween}";
            var day = First.AddDays(subject % 1500).AddMonths(number * MonthsBetween).AddDays(number == 0 ? 0 : random.Next(-JitterDays, JitterDays + 1));
            yield return RecordOf(subject, record => record.Visit = new Visit
            {
                Visit_ = name,
                Date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                RadiographId = Radiograph(subject, number),
            });
            for (var reader = 1; reader <= 2; reader++)
                yield return RecordOf(subject, record => record.Reading = ReadingOf(name, reader, number >= radiographicFrom, random));
        }
    }

    /// <summary>Both models on the baseline.</summary>
    public static IEnumerable<ClassificationRecord> ClassificationsOf(int subject)
        => [ClassificationOf(subject, ClassificationRoute.AnatomyAware, 0.59), ClassificationOf(subject, ClassificationRoute.Standard, 0.69)];

    private static ClassificationRecord ClassificationOf(int subject, ClassificationRoute route, double cutoff)
    {
        var random = new Random(HashCode(subject, (int)route));
        // Who will progress scores higher, more so by the anatomy-aware route.
        var lift = RadiographicFrom(subject) < Visits ? (route == ClassificationRoute.AnatomyAware ? 0.3 : 0.15) : 0;
        var probability = Math.Min(0.999, (random.NextDouble() * 0.85) + lift);
        var analysis = new byte[16];
        BinaryPrimitives.WriteInt32BigEndian(analysis, subject + 1);
        analysis[15] = (byte)route;
        return new ClassificationRecord
        {
            AnalysisId = new Guid(analysis),
            RadiographId = Radiograph(subject, 0),
            Model = new ModelVersion { Route = route, Name = $"bench-{route}", Version = "1.0.0", CardDigest = new string('c', 64), WeightsDigest = new string('d', 64) },
            Probability = probability,
            Positive = probability > cutoff,
            Confident = probability > Math.Max(cutoff, 0.7),
        };
    }

    /// <summary>The first visit that shows it; of a fifth it is the baseline, of a fifth a later one, of the others none.</summary>
    private static int RadiographicFrom(int subject)
    {
        var random = new Random(HashCode(subject, -1));
        return random.Next(5) switch { 0 => 0, 1 => random.Next(1, Visits), _ => Visits };
    }

    private static Reading ReadingOf(string visit, int reader, bool radiographic, Random random) => new()
    {
        Visit = visit,
        Reader = $"reader-{reader}",
        Role = ReaderRole.Central,
        Blinded = true,
        LeftGrade = radiographic ? random.Next(2, 5) : random.Next(0, 2),
        RightGrade = radiographic ? random.Next(2, 5) : random.Next(0, 2),
    };

    private static Characteristics CharacteristicsOf(Random random)
    {
        var found = new Characteristics { Sex = random.Next(2) == 0 ? Sex.Female : Sex.Male, AgeYears = random.Next(18, 60), SymptomDurationYears = random.Next(0, 10) };
        if (random.Next(20) > 0)
            found.HlaB27 = random.Next(4) > 0;
        if (random.Next(10) > 0)
            found.ElevatedCrp = random.Next(3) == 0;
        return found;
    }

    private FollowUpRecord RecordOf(int subject, Action<FollowUpRecord> content)
    {
        var record = new FollowUpRecord { Cohort = cohort, Site = $"site-{subject % Sites}", Subject = $"{cohort}-{subject}" };
        content(record);
        return record;
    }

    private static string Radiograph(int subject, int visit) => $"{subject:x16}{visit:x16}";

    /// <summary>Another sequence for each use, the same at every call.</summary>
    private static int HashCode(int subject, int use) => unchecked((subject * 397) ^ (use * 7919) ^ 0x5bd1e995);
}
