using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;
using CsvHelper;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>A cohort's visits, readings and clinical variables as the registry of follow-ups takes them: a line a reading, what is said once on the first of them.</summary>
public static class FollowUpTable
{
    private static readonly CsvWriterOptions Writing = new() { NewLine = "\n" };

    private static readonly string[] Columns =
    [
        "subject", "site", "visit", "date", "reader", "role", "blinded", "left_grade", "right_grade", "sex", "age_years", "hla_b27", "crp_mg_per_l", "elevated_crp",
    ];

    /// <summary>The bytes of the file.</summary>
    public static byte[] Of(PhantomCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Writing, leaveOpen: true))
        {
            csv.WriteRecord(Columns);
            foreach (var subject in cohort.Subjects)
            {
                foreach (var visit in subject.Visits)
                {
                    for (var reader = 0; reader < visit.Readings.Count; reader++)
                        csv.WriteRecord(Cells(subject, visit, reader));
                }
            }
        }

        return bytes.ToArray();
    }

    private static string[] Cells(PhantomSubject subject, PhantomVisit visit, int reader) =>
    [
        subject.Name,
        subject.Site,
        visit.Name,
        reader == 0 ? visit.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "",
        $"reader-{reader + 1}",
        "central",
        "yes",
        Number(visit.Readings[reader].Left),
        Number(visit.Readings[reader].Right),
        .. reader == 0 && visit.Number == 0 ? Clinical(subject.Clinical) : ["", "", "", "", ""],
    ];

    private static string[] Clinical(ClinicalVariables clinical) =>
    [
        clinical.IsMale ? "male" : "female",
        Number(clinical.AgeYears),
        YesOrNo(clinical.HlaB27),
        Number(clinical.CrpMgPerL),
        YesOrNo(clinical.HasElevatedCrp),
    ];

    private static string Number(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
