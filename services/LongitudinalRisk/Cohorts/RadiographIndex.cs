namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Radiographs by subject, classifications by radiograph.</summary>
internal sealed class RadiographIndex
{
    private readonly ILookup<string, RadiographRecord> _bySubject;
    private readonly Dictionary<string, List<Classification>> _classifications;

    public RadiographIndex(IEnumerable<RegistryRecord> records)
    {
        var known = new RecordsInForce(records).Records.ToList();
        _bySubject = known.OfType<RadiographRecord>().Where(radiograph => radiograph is { Subject: not null, AcquisitionDate: not null }).ToLookup(radiograph => radiograph.Subject!);
        _classifications = known.OfType<ClassificationRecord>().GroupBy(classification => classification.RadiographId).ToDictionary(group => group.Key, OnePerModel);
    }

    /// <summary>The subject's radiograph acquired nearest to the day; of equally near ones the earlier.</summary>
    public string? Nearest(string subject, DateOnly day, int withinDays)
        => _bySubject[subject]
            .Select(radiograph => (radiograph.RadiographId, Acquired: radiograph.AcquisitionDate!.Value.DayNumber))
            .Where(radiograph => Math.Abs(radiograph.Acquired - day.DayNumber) <= withinDays)
            .OrderBy(radiograph => Math.Abs(radiograph.Acquired - day.DayNumber))
            .ThenBy(radiograph => radiograph.Acquired)
            .ThenBy(radiograph => radiograph.RadiographId, StringComparer.Ordinal)
            .Select(radiograph => radiograph.RadiographId)
            .FirstOrDefault();

    public IReadOnlyList<Classification> ClassificationsOf(string radiographId) => _classifications.GetValueOrDefault(radiographId) ?? [];

    /// <summary>The same model may have read a radiograph in several analyses; floats differ in last bits between devices, so one of them speaks.</summary>
    private static List<Classification> OnePerModel(IEnumerable<ClassificationRecord> classifications)
        =>
        [
            .. classifications
                .OrderBy(classification => classification.AnalysisId)
                .DistinctBy(classification => classification.Model)
                .OrderBy(classification => classification.Model.Route)
                .ThenBy(classification => classification.Model.Name, StringComparer.Ordinal)
                .ThenBy(classification => classification.Model.Version, Comparer<string>.Create(VersionOrder.Compare))
                .ThenBy(classification => classification.Model.CardDigest, StringComparer.Ordinal)
                .ThenBy(classification => classification.Model.WeightsDigest, StringComparer.Ordinal)
                .Select(classification => new Classification
                {
                    Model = classification.Model,
                    AnalysisId = classification.AnalysisId,
                    Probability = classification.Probability,
                    Positive = classification.Positive,
                    Confident = classification.Confident,
                    LeftJoint = classification.LeftJoint,
                    RightJoint = classification.RightJoint,
                }),
        ];
}
