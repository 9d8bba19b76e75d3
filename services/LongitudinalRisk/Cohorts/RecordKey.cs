using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Cohorts;

/// <summary>Natural keys. Names have no '/' in them: the door sees to it.</summary>
internal static class RecordKey
{
    public static string Visit(string cohort, string subject, string visit) => $"visit/{cohort}/{subject}/{visit}";

    public static string Reading(string cohort, string subject, string visit, string reader) => $"reading/{cohort}/{subject}/{visit}/{reader}";

    public static string Diagnosis(string cohort, string subject) => $"diagnosis/{cohort}/{subject}";

    public static string Characteristics(string cohort, string subject) => $"characteristics/{cohort}/{subject}";

    public static string Consent(string cohort, string subject) => $"consent/{cohort}/{subject}";

    public static string Radiograph(string radiographId) => $"radiograph/{radiographId}";

    public static string Classification(Guid analysisId, ClassificationRoute route) => $"classification/{analysisId}/{(int)route}";
}
