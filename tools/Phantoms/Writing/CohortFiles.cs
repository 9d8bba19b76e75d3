using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>Where a cohort's files lie in its folder, with '/'.</summary>
public static class CohortFiles
{
    public const string Radiographs = "radiographs";
    public const string LabelMaps = "label_maps";
    public const string Masks = "masks";

    /// <summary>What <c>axspa risk import</c> reads.</summary>
    public const string FollowUps = "follow_ups.csv";

    /// <summary>How the cohort came about.</summary>
    public const string Record = "cohort.json";

    /// <summary>There while the cohort isn't complete.</summary>
    public const string Unfinished = ".unfinished";

    public static string Radiograph(PhantomSubject subject, PhantomVisit visit) => $"{Radiographs}/{NameOf(subject, visit)}.dcm";

    public static string Picture(PhantomSubject subject, PhantomVisit visit) => $"{Radiographs}/{NameOf(subject, visit)}.png";

    public static string LabelMap(PhantomSubject subject, PhantomVisit visit) => $"{LabelMaps}/{NameOf(subject, visit)}.png";

    public static string MasksOf(PhantomSubject subject, PhantomVisit visit) => $"{Masks}/{NameOf(subject, visit)}.png";

    /// <summary>The masks beside the radiograph that a manifest names.</summary>
    public static string MasksOf(PhantomManifestRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"{Masks}/{Path.GetFileNameWithoutExtension(row.File)}.png";
    }

    private static string NameOf(PhantomSubject subject, PhantomVisit visit)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(visit);
        return $"{subject.Name}-v{visit.Number}";
    }
}
