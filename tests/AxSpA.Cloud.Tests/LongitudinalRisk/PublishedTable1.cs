using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>The publication's table 1: per cohort, how many of how many, as printed; and made-up subjects with exactly those margins.</summary>
internal static class PublishedTable1
{
    /// <summary>N, radiographic, non-radiographic axSpA, and of each variable (yes, collected); 0 collected where the table has a dash.</summary>
    public sealed record Column(string Cohort, int N, int Radiographic, int NonRadiographic, IReadOnlyDictionary<string, (int Yes, int Of)> Counts);

    /// <summary>How each variable is read from a subject.</summary>
    public static IReadOnlyDictionary<string, Func<CharacteristicsRecord, bool?>> Variables { get; } = new Dictionary<string, Func<CharacteristicsRecord, bool?>>
    {
        ["male"] = record => record.Sex is { } sex ? sex == Sex.Male : null,
        ["hlaB27"] = record => record.HlaB27,
        ["familyHistory"] = record => record.FamilyHistory,
        ["arthritis"] = record => record.Arthritis,
        ["enthesitis"] = record => record.Enthesitis,
        ["dactylitis"] = record => record.Dactylitis,
        ["uveitis"] = record => record.Uveitis,
        ["psoriasis"] = record => record.Psoriasis,
        ["ibd"] = record => record.InflammatoryBowelDisease,
        ["elevatedCrp"] = record => record.ElevatedCrp,
        ["nsaids"] = record => record.Nsaids,
        ["steroids"] = record => record.SystemicSteroids,
        ["csDmards"] = record => record.CsDmards,
        ["tnf"] = record => record.TnfInhibitor,
    };

    public static IReadOnlyList<Column> Columns { get; } =
    [
        Of("PROOF", 1483, 980, 503, (941, 1483), (789, 1483), (278, 1483), (475, 1483), (532, 1483), (82, 1483), (145, 1483), (99, 1483), (38, 1483), (686, 1483), (1155, 1483), (114, 1483), (464, 1483), (198, 1483)),
        Of("GESPIC", 436, 219, 217, (235, 436), (347, 433), (137, 436), (57, 436), (91, 436), (9, 436), (75, 436), (42, 436), (12, 436), (188, 423), (295, 436), (37, 436), (96, 436), (11, 436)),
        Of("OptiRef", 340, 61, 49, (167, 340), (153, 334), (50, 302), (65, 340), (59, 340), (2, 340), (31, 340), (36, 340), (8, 340), (55, 337), (0, 0), (0, 0), (0, 0), (0, 0)),
        Of("DAMACT", 163, 47, 42, (82, 163), (96, 154), (22, 109), (56, 163), (0, 0), (0, 0), (29, 152), (22, 152), (10, 137), (20, 163), (0, 0), (0, 0), (0, 0), (0, 0)),
    ];

    /// <summary>Subjects with the column's margins, spread so that no two variables go together by construction.</summary>
    public static IEnumerable<SubjectRecord> RecordsOf(Column column)
    {
        for (var number = 0; number < column.N; number++)
        {
            var subject = $"{number:x32}";
            yield return new VisitRecord { Cohort = column.Cohort, Subject = subject, Visit = "M0", Date = Subjects.BaselineDay.AddDays(number), Site = $"site-{number % 5}" };
            yield return new DiagnosisRecord { Cohort = column.Cohort, Subject = subject, Diagnosis = DiagnosisOf(column, number) };
            yield return CharacteristicsOf(column, subject, number);
        }
    }

    private static Diagnosis DiagnosisOf(Column column, int number)
        => number < column.Radiographic ? Diagnosis.RadiographicAxSpA : number < column.Radiographic + column.NonRadiographic ? Diagnosis.NonRadiographicAxSpA : Diagnosis.NoSpA;

    private static CharacteristicsRecord CharacteristicsOf(Column column, string subject, int number)
    {
        var answers = Variables.Keys.Select((name, index) =>
        {
            var (yes, of) = column.Counts[name];
            // Another rotation a variable: its first so many say yes, its next no, the rest were not asked.
            var place = (number + (index * 37)) % column.N;
            return place < yes ? true : place < of ? false : (bool?)null;
        }).ToList();
        return new CharacteristicsRecord
        {
            Cohort = column.Cohort,
            Subject = subject,
            Sex = answers[0] is { } male ? (male ? Sex.Male : Sex.Female) : null,
            HlaB27 = answers[1],
            FamilyHistory = answers[2],
            Arthritis = answers[3],
            Enthesitis = answers[4],
            Dactylitis = answers[5],
            Uveitis = answers[6],
            Psoriasis = answers[7],
            InflammatoryBowelDisease = answers[8],
            ElevatedCrp = answers[9],
            Nsaids = answers[10],
            SystemicSteroids = answers[11],
            CsDmards = answers[12],
            TnfInhibitor = answers[13],
        };
    }

    private static Column Of(string cohort, int n, int radiographic, int nonRadiographic, params (int, int)[] counts)
        => new(cohort, n, radiographic, nonRadiographic, Variables.Keys.Zip(counts).ToDictionary(pair => pair.First, pair => pair.Second));
}
