using System.Globalization;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Google.Protobuf.WellKnownTypes;
using Content = AxSpA.Cloud.Grpc.V1.FollowUpRecord.ContentOneofCase;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>What a sender says becomes a record, with pseudonyms in place of its identifiers; or a list of all that is wrong with it.</summary>
public sealed class RecordDoor(KnownCohorts cohorts, RegistryPseudonyms pseudonyms, TimeProvider time)
{
    private const string DateFormat = "yyyy-MM-dd";
    private const string UsualSite = "local";
    private const int LongestIdentifier = 256;

    /// <summary>Before the modified New York criteria's patients were born no date is meant.</summary>
    private static readonly DateOnly EarliestDate = new(1900, 1, 1);

    /// <returns>The record; null where <paramref name="check"/> got something to say.</returns>
    public SubjectRecord? Read(Wire.FollowUpRecord? message, RequestCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (message is null)
        {
            check.Add("record", "expected a record, found none");
            return null;
        }

        Cohort("cohort", message.Cohort, check);
        var site = message.Site.Length == 0 ? UsualSite : message.Site;
        check.Require(PlainName.Is(site), "site", $"expected {PlainName.Expected}, found other text");
        Identifier("subject", message.Subject, check);
        check.Require(message.Revision >= 0, "revision", $"expected at least 0, found {message.Revision}");
        var reportedAt = ReportedAt(message.ReportedAt, check);
        var content = message.ContentCase switch
        {
            Content.Visit => VisitOf(message.Visit, site, check),
            Content.Reading => ReadingOf(message.Reading, check),
            Content.Diagnosis => DiagnosisOf(message.Diagnosis, check),
            Content.Characteristics => CharacteristicsOf(message.Characteristics, check),
            Content.Consent => new ConsentRecord { Cohort = "", Subject = "", Given = message.Consent.Given },
            Content.Withdrawal => WithdrawalOf(message.Withdrawal, check),
            _ => Nothing(check),
        };
        return content is null || check.Violations.Count > 0
            ? null
            : content with { Cohort = message.Cohort, Subject = pseudonyms.Subject(site, message.Subject), Revision = message.Revision, ReportedAt = reportedAt };
    }

    /// <summary>Grades, or a status alone.</summary>
    public static void Grades(int? left, int? right, Wire.ReaderStatus status, RequestCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (left is { } leftGrade)
            check.Within("left_grade", leftGrade, 0, ModifiedNewYork.HighestGrade);
        if (right is { } rightGrade)
            check.Within("right_grade", rightGrade, 0, ModifiedNewYork.HighestGrade);
        check.Require(System.Enum.IsDefined(status), "status", $"expected a status of this release, found {(int)status}");
        var graded = left is not null || right is not null;
        check.Require(
            graded != (status != Wire.ReaderStatus.Unspecified),
            "status",
            graded ? "expected grades or a status, found both" : "expected left_grade and right_grade, or a status, found neither");
    }

    public static void Role(Wire.ReaderRole role, RequestCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        check.Require(role != Wire.ReaderRole.Unspecified && System.Enum.IsDefined(role), "role", $"expected a role, found {(role == Wire.ReaderRole.Unspecified ? "none" : $"{(int)role}")}");
    }

    public static void Identifier(string field, string identifier, RequestCheck check)
    {
        ArgumentNullException.ThrowIfNull(identifier);
        ArgumentNullException.ThrowIfNull(check);
        // What was sent stays out of the answer: answers are logged on the way.
        check.Require(
            identifier.Length is > 0 and <= LongestIdentifier && !identifier.Any(char.IsControl),
            field,
            $"expected 1 to {LongestIdentifier} characters, none of them a control character, found {(identifier.Length == 0 ? "nothing" : "other text")}");
    }

    public void Cohort(string field, string cohort, RequestCheck check)
    {
        ArgumentNullException.ThrowIfNull(check);
        if (cohorts.Find(cohort) is null)
            check.Add(field, $"expected one of {string.Join(", ", cohorts.All.Select(known => known.Cohort))}, found {(PlainName.Is(cohort) ? cohort : "other text")}");
    }

    private static SubjectRecord? Nothing(RequestCheck check)
    {
        check.Add("content", "expected a visit, reading, diagnosis, characteristics, consent or withdrawal, found none");
        return null;
    }

    private static DateTimeOffset? ReportedAt(Timestamp? reported, RequestCheck check)
    {
        if (reported is null)
            return null;
        try
        {
            return reported.ToDateTimeOffset();
        }
        catch (InvalidOperationException)
        {
            check.Add("reported_at", "expected a time of the years 1 to 9999, found other numbers");
            return null;
        }
    }

    private VisitRecord VisitOf(Wire.Visit visit, string site, RequestCheck check)
    {
        Name("visit.visit", visit.Visit_, check);
        check.Require(visit.RadiographId.Length == 0 || RecordNames.IsPseudonym(visit.RadiographId), "visit.radiograph_id", "expected a radiograph's pseudonym, 32 lower-case hexadecimal digits, found other text");
        return new VisitRecord
        {
            Cohort = "",
            Subject = "",
            Visit = visit.Visit_,
            Date = DateOf(visit.Date, check),
            Site = site,
            RadiographId = visit.RadiographId.Length == 0 ? null : visit.RadiographId,
        };
    }

    private DateOnly DateOf(string text, RequestCheck check)
    {
        const string field = "visit.date";
        if (!DateOnly.TryParseExact(text, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            check.Add(field, $"expected a day as YYYY-MM-DD, found {(text.Length == 0 ? "nothing" : text.Length == DateFormat.Length ? text : "other text")}");
        // A day that has begun somewhere on earth is no mistake.
        else if (date < EarliestDate || date > DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime.AddDays(1)))
            check.Add(field, $"expected a day from {EarliestDate.ToString(DateFormat, CultureInfo.InvariantCulture)} to today, found {text}");
        return date;
    }

    private ReadingRecord ReadingOf(Wire.Reading reading, RequestCheck check)
    {
        Name("reading.visit", reading.Visit, check);
        Identifier("reading.reader", reading.Reader, check);
        Role(reading.Role, check);
        int? left = reading.HasLeftGrade ? reading.LeftGrade : null;
        int? right = reading.HasRightGrade ? reading.RightGrade : null;
        Grades(left, right, reading.Status, check);
        return new ReadingRecord
        {
            Cohort = "",
            Subject = "",
            Visit = reading.Visit,
            Reader = pseudonyms.Reader(reading.Reader),
            Role = (ReaderRole)(int)reading.Role,
            Blinded = reading.Blinded,
            LeftGrade = left,
            RightGrade = right,
            StatedStatus = RecordMessages.StatusOf(reading.Status),
        };
    }

    private static DiagnosisRecord DiagnosisOf(Wire.SubjectDiagnosis diagnosis, RequestCheck check)
    {
        check.Require(
            diagnosis.Diagnosis != Wire.Diagnosis.Unspecified && System.Enum.IsDefined(diagnosis.Diagnosis),
            "diagnosis.diagnosis",
            $"expected a diagnosis, found {(diagnosis.Diagnosis == Wire.Diagnosis.Unspecified ? "none" : $"{(int)diagnosis.Diagnosis}")}");
        return new DiagnosisRecord { Cohort = "", Subject = "", Diagnosis = (Diagnosis)(int)diagnosis.Diagnosis };
    }

    private static CharacteristicsRecord CharacteristicsOf(Wire.Characteristics characteristics, RequestCheck check)
    {
        check.Require(System.Enum.IsDefined(characteristics.Sex), "characteristics.sex", $"expected a sex of this release, found {(int)characteristics.Sex}");
        var record = RecordMessages.CharacteristicsOf(characteristics);
        foreach (var (field, value, most) in new (string, double?, double)[]
        {
            ("age_years", record.AgeYears, 130),
            ("symptom_duration_years", record.SymptomDurationYears, 130),
            ("crp_mg_per_l", record.CrpMgPerL, 1000),
            ("asdas_crp", record.AsdasCrp, 20),
            ("basdai", record.Basdai, 10),
            ("basfi", record.Basfi, 10),
        })
        {
            // NaN is within nothing.
            check.Require(value is null or >= 0 && !(value > most), $"characteristics.{field}", $"expected 0 to {most}, found {value?.ToString(CultureInfo.InvariantCulture)}");
        }

        return record;
    }

    private WithdrawalRecord WithdrawalOf(Wire.Withdrawal withdrawal, RequestCheck check)
    {
        var withdraws = withdrawal.Withdraws;
        check.Require(
            withdraws != Wire.WithdrawnRecord.Unspecified && System.Enum.IsDefined(withdraws),
            "withdrawal.withdraws",
            $"expected a kind of record, found {(withdraws == Wire.WithdrawnRecord.Unspecified ? "none" : $"{(int)withdraws}")}");
        var (ofVisit, ofReader) = (withdraws is Wire.WithdrawnRecord.Visit or Wire.WithdrawnRecord.Reading, withdraws is Wire.WithdrawnRecord.Reading);
        if (ofVisit)
            Name("withdrawal.visit", withdrawal.Visit, check);
        if (ofReader)
            Identifier("withdrawal.reader", withdrawal.Reader, check);
        return new WithdrawalRecord
        {
            Cohort = "",
            Subject = "",
            Withdraws = (WithdrawnRecord)(int)withdraws,
            Visit = ofVisit ? withdrawal.Visit : null,
            Reader = ofReader ? pseudonyms.Reader(withdrawal.Reader) : null,
        };
    }

    private static void Name(string field, string name, RequestCheck check)
        => check.Require(PlainName.Is(name), field, $"expected {PlainName.Expected}, found {(name.Length == 0 ? "nothing" : "other text")}");
}
