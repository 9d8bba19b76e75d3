using System.Text.Json.Serialization;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Something that came in, as it came. Never changed: a record with the same <see cref="Key"/> that comes later in <see cref="RecordOrder"/> supersedes it.</summary>
/// <remarks>Who recorded it and when stands beside it in the history and decides nothing: the state is a function of the set of records, whatever their order of arrival.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(VisitRecord), "visit")]
[JsonDerivedType(typeof(ReadingRecord), "reading")]
[JsonDerivedType(typeof(DiagnosisRecord), "diagnosis")]
[JsonDerivedType(typeof(CharacteristicsRecord), "characteristics")]
[JsonDerivedType(typeof(ConsentRecord), "consent")]
[JsonDerivedType(typeof(WithdrawalRecord), "withdrawal")]
[JsonDerivedType(typeof(RadiographRecord), "radiograph")]
[JsonDerivedType(typeof(ClassificationRecord), "classification")]
public abstract record RegistryRecord
{
    /// <summary>The sender's count of corrections: the higher supersedes the lower.</summary>
    public int Revision { get; init; }

    /// <summary>When the sender wrote it down, by the sender's clock; decides between equal revisions.</summary>
    public DateTimeOffset? ReportedAt { get; init; }

    /// <summary>What it is about: of all records with one key one is in force.</summary>
    [JsonIgnore]
    public abstract string Key { get; }
}
