using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>All that some subjects' states follow from, out of the database.</summary>
internal sealed class SubjectRecords
{
    private readonly ILookup<SubjectKey, SubjectRecord> _records;

    private SubjectRecords(ILookup<SubjectKey, SubjectRecord> records, RadiographIndex radiographs) => (_records, Radiographs) = (records, radiographs);

    public RadiographIndex Radiographs { get; }

    public static async Task<SubjectRecords> LoadAsync(RegistryContext registry, IReadOnlyCollection<SubjectKey> subjects, CancellationToken cancellation)
    {
        var names = subjects.Select(subject => subject.Subject).Distinct().ToList();
        var rows = await registry.Records.AsNoTracking().Where(row => names.Contains(row.Subject)).Select(row => row.Content).ToListAsync(cancellation);
        var records = rows.ConvertAll(content => (SubjectRecord)RecordJson.Read(content));
        var named = records.OfType<VisitRecord>().Select(visit => visit.RadiographId).OfType<string>().Distinct().ToList();
        var radiographs = await registry.Radiographs.AsNoTracking().Where(row => row.Subject != null && names.Contains(row.Subject)).ToListAsync(cancellation);
        var wanted = named.Union(radiographs.Select(radiograph => radiograph.RadiographId)).ToList();
        var classifications = wanted.Count == 0
            ? []
            : await registry.Classifications.AsNoTracking().Where(row => wanted.Contains(row.RadiographId)).ToListAsync(cancellation);
        return new SubjectRecords(
            records.ToLookup(record => new SubjectKey(record.Cohort, record.Subject)),
            new RadiographIndex([.. radiographs.Select(FactRecords.Of), .. classifications.Select(FactRecords.Of)]));
    }

    public IEnumerable<SubjectRecord> Of(SubjectKey subject) => _records[subject];
}
