using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>Double reading: each reader is given every radiograph of a cohort once, in an order of its own, and sees nobody's word.</summary>
public sealed class BlindedReading(Database<RegistryContext> database, RecordIntake intake, Derivation derivation, RegistryPseudonyms pseudonyms)
{
    private const string MediaType = "application/x-npy";

    /// <returns>A radiograph that the reader has not read, and how many there are; null and 0 where none is left.</returns>
    public async Task<(string? RadiographId, int Left)> NextAsync(string cohort, string reader, CancellationToken cancellation)
    {
        var pseudonym = pseudonyms.Reader(reader);
        var mark = ReadableRadiographs.Mark(pseudonym);
        return await database.ReadAsync(
            async registry =>
            {
                var unread = registry.Readables.Where(row => row.Cohort == cohort && !row.Readers.Contains(mark));
                var left = await unread.Select(row => row.RadiographId).Distinct().CountAsync(cancellation);
                var from = pseudonyms.NextPlace(pseudonym, left);
                var ordered = unread.OrderBy(row => row.Place).ThenBy(row => row.RadiographId);
                return (
                    await ordered.Where(row => string.Compare(row.Place, from) >= 0).Select(row => row.RadiographId).FirstOrDefaultAsync(cancellation)
                        ?? await ordered.Select(row => row.RadiographId).FirstOrDefaultAsync(cancellation),
                    left);
            },
            cancellation);
    }

    /// <param name="by">The caller.</param>
    /// <exception cref="RulesNotInForceException">The cohort's states follow other rules than this replica's.</exception>
    public Task<GivenReadingFate> SubmitAsync(GivenReading given, string by, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(given);
        return database.WriteAsync(
            Derivation.Lock,
            async registry =>
            {
                var reader = pseudonyms.Reader(given.Reader);
                await derivation.CatchUpAsync(registry, given.Cohort, cancellation);
                await registry.SaveChangesAsync(cancellation);
                var visits = await VisitsOfAsync(registry, given, cancellation);
                if (visits.Count == 0)
                    return GivenReadingFate.Unknown;
                visits.RemoveAll(found => found.Visit.Readings.Any(reading => reading.Reader == reader));
                if (visits.Count == 0)
                    return GivenReadingFate.ReadBefore;
                var records = new List<SubjectRecord>();
                foreach (var (subject, visit) in visits)
                    records.Add(await OutrankingAsync(registry, RecordOf(given, reader, subject, visit), cancellation));
                await intake.StoreAsync(registry, records, by, cancellation);
                return GivenReadingFate.Accepted;
            },
            cancellation);
    }

    /// <summary>The canonical image of a radiograph; null where it is not known.</summary>
    public Task<BlobReference?> ImageAsync(string radiographId, CancellationToken cancellation)
        => database.ReadAsync(
            async registry => await registry.Radiographs.FirstOrDefaultAsync(row => row.RadiographId == radiographId, cancellation) is { ImageName: { } name, ImageSha256: { } digest, ImageBytes: { } bytes }
                ? new BlobReference { Container = StageWork.Container, Name = name, MediaType = MediaType, Sha256 = digest, Bytes = bytes }
                : null,
            cancellation);

    /// <summary>The visits that have the radiograph, of the subjects it can belong to.</summary>
    private static async Task<List<(string Subject, VisitState Visit)>> VisitsOfAsync(RegistryContext registry, GivenReading given, CancellationToken cancellation)
    {
        var owner = await registry.Radiographs.Where(row => row.RadiographId == given.RadiographId).Select(row => row.Subject).FirstOrDefaultAsync(cancellation);
        var named = await registry.Records
            .Where(row => row.RadiographId == given.RadiographId && row.Cohort == given.Cohort)
            .Select(row => row.Subject)
            .Distinct()
            .ToListAsync(cancellation);
        var states = await registry.Subjects
            .Where(row => row.Cohort == given.Cohort && (row.Subject == owner || named.Contains(row.Subject)))
            .Select(row => row.State)
            .ToListAsync(cancellation);
        var shared = new SharedTexts();
        return
        [
            .. states.Select(state => StateBytes.Read(state, shared))
                .SelectMany(state => state.Visits.Where(visit => visit.RadiographId == given.RadiographId).Select(visit => (state.Subject, visit))),
        ];
    }

    /// <summary>The reader's earlier word may have been withdrawn: the new one counts in its place.</summary>
    private static async Task<ReadingRecord> OutrankingAsync(RegistryContext registry, ReadingRecord record, CancellationToken cancellation)
    {
        var before = await registry.Records.Where(row => row.Key == record.Key).Select(row => row.Content).ToListAsync(cancellation);
        return before.Count == 0 ? record : record with { Revision = before.Max(content => RecordJson.Read(content).Revision) + 1 };
    }

    private static ReadingRecord RecordOf(GivenReading given, string reader, string subject, VisitState visit) => new ReadingRecord
    {
        Cohort = given.Cohort,
        Subject = subject,
        Visit = visit.Visit,
        Reader = reader,
        Role = given.Role,
        Blinded = true,
        LeftGrade = given.LeftGrade,
        RightGrade = given.RightGrade,
        StatedStatus = given.Status,
    };
}
