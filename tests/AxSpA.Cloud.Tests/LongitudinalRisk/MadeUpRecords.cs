using AxSpA.Cloud.LongitudinalRisk.Cohorts;

namespace AxSpA.Cloud.Tests.LongitudinalRisk;

/// <summary>A stream as registries send it: corrections, withdrawals, contradictions, late baselines, two model versions.</summary>
internal static class MadeUpRecords
{
    private static readonly string[] Visits = ["M0", "M12", "M24", "M36"];

    /// <summary>Always the same for a seed.</summary>
    public static List<RegistryRecord> Make(int subjects, int seed)
    {
        var random = new Random(seed);
        var records = new List<RegistryRecord>();
        for (var number = 0; number < subjects; number++)
            AddSubject(records, random, $"{number:x32}");
        return records;
    }

    /// <summary>Another order, and some of them several times.</summary>
    public static List<T> Shuffle<T>(IReadOnlyList<T> records, int seed)
    {
        var random = new Random(seed);
        T[] all = [.. records, .. records.Where(_ => random.Next(4) == 0), .. records.Where(_ => random.Next(16) == 0)];
        random.Shuffle(all);
        return [.. all];
    }

    private static void AddSubject(List<RegistryRecord> records, Random random, string subject)
    {
        var progresses = random.Next(5);
        for (var visit = 0; visit < Visits.Length; visit++)
        {
            var radiograph = random.Next(3) == 0 ? null : $"{subject[16..]}{visit:x16}";
            AddVisit(records, random, subject, visit, radiograph, radiographic: visit >= progresses);
            if (random.Next(2) == 0)
                records.Add(new RadiographRecord { RadiographId = $"{subject[16..]}{visit:x16}", Subject = subject, Site = "berlin", AcquisitionDate = Subjects.BaselineDay.AddMonths(12 * visit).AddDays(random.Next(-9, 10)) });
            foreach (var version in new[] { "1.0.0", "2.0.0" })
                records.Add(Subjects.Classified($"{subject[16..]}{visit:x16}", random.NextDouble(), version));
        }

        records.Add(new DiagnosisRecord { Cohort = Subjects.Cohort, Subject = subject, Diagnosis = (Diagnosis)random.Next(1, 4) });
        records.Add(new CharacteristicsRecord { Cohort = Subjects.Cohort, Subject = subject, AgeYears = random.Next(18, 70), HlaB27 = random.Next(3) switch { 0 => null, 1 => true, _ => false } });
        if (random.Next(8) == 0)
            records.Add(new ConsentRecord { Cohort = Subjects.Cohort, Subject = subject, Given = random.Next(2) == 0 });
    }

    private static void AddVisit(List<RegistryRecord> records, Random random, string subject, int visit, string? radiograph, bool radiographic)
    {
        for (var revision = 0; revision < random.Next(1, 3); revision++)
            records.Add(Subjects.Visit(subject, Visits[visit], (12 * visit) + random.Next(-2, 3), radiograph, revision));
        foreach (var reader in new[] { "first", "second" })
        {
            for (var revision = 0; revision < random.Next(1, 4); revision++)
                records.Add(Graded(random, subject, Visits[visit], reader, radiographic, revision));
            if (random.Next(8) == 0)
                records.Add(Graded(random, subject, Visits[visit], reader, radiographic, revision: 0));
            if (random.Next(10) == 0)
                records.Add(new WithdrawalRecord { Cohort = Subjects.Cohort, Subject = subject, Withdraws = WithdrawnRecord.Reading, Visit = Visits[visit], Reader = reader, Revision = random.Next(3) });
        }
    }

    /// <summary>What the reader sees is mostly what is there.</summary>
    private static ReadingRecord Graded(Random random, string subject, string visit, string reader, bool radiographic, int revision)
    {
        var seen = random.Next(8) == 0 ? !radiographic : radiographic;
        return Subjects.Reading(subject, visit, reader, seen ? random.Next(2, 5) : random.Next(2), seen ? random.Next(2, 5) : random.Next(2), revision);
    }
}
