using AxSpA.Cloud.Grpc.V1;
using Google.Protobuf.WellKnownTypes;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>A file of follow-ups, one line a subject, visit or reading: each line's filled columns say which records it makes, and one that goes into none is refused.</summary>
internal sealed class FollowUpFile
{
    private static readonly string[] OfAnyRecord = [FollowUpColumns.Subject, FollowUpColumns.Site, FollowUpColumns.Revision, FollowUpColumns.ReportedAt];

    private static readonly string[] OfReading = [FollowUpColumns.Role, FollowUpColumns.Blinded, FollowUpColumns.LeftGrade, FollowUpColumns.RightGrade, FollowUpColumns.Status];

    private readonly string _cohort;
    private readonly string _site;
    private readonly List<LineRecord> _records = [];
    private readonly List<LineRefusal> _refusals = [];

    private FollowUpFile(string cohort, string site) => (_cohort, _site) = (cohort, site);

    public IReadOnlyList<LineRecord> Records => _records;

    public IReadOnlyList<LineRefusal> Refusals => _refusals;

    public int Lines { get; private set; }

    /// <param name="site">The site of lines that name none.</param>
    /// <exception cref="UsageException">There is no header, or it has columns that mean nothing here.</exception>
    public static FollowUpFile Read(TextReader text, string cohort, string site)
    {
        var file = new FollowUpFile(cohort, site);
        IReadOnlyList<string>? header = null;
        foreach (var (line, fields) in CsvTable.Read(text))
        {
            if (header is null)
            {
                FollowUpColumns.Check(fields);
                header = fields;
                continue;
            }

            file.Lines++;
            if (fields.Count == header.Count)
                file.Add(new FollowUpLine(line, header.Zip(fields).Where(cell => cell.Second.Length > 0).ToDictionary(cell => cell.First, cell => cell.Second), file._refusals.Add));
            else
                file._refusals.Add(new LineRefusal(line, "", $"expected {header.Count} fields as in the header, found {fields.Count}"));
        }

        return header is null ? throw new UsageException("line 1: expected a header, found an empty file") : file;
    }

    private void Add(FollowUpLine line)
    {
        var before = _refusals.Count;
        var withdrawal = line.Has(FollowUpColumns.Withdraw) ? line.Withdrawal() : null;
        List<FollowUpRecord> contents = withdrawal is not null ? [new() { Withdrawal = withdrawal }] : [.. Contents(line)];
        if (withdrawal is not null)
            RefuseBeside(withdrawal, line);
        else
            RefuseLoose(line);
        if (contents.Count == 0 && _refusals.Count == before)
            line.Refuse("", "expected a visit with its date, a reading, a diagnosis, characteristics, consent or a withdrawal, found none");
        var (revision, reportedAt) = (line.Whole(FollowUpColumns.Revision) ?? 0, line.Time(FollowUpColumns.ReportedAt));
        if (_refusals.Count > before)
            return;
        foreach (var record in contents)
        {
            record.Cohort = _cohort;
            record.Site = line.Text(FollowUpColumns.Site, _site);
            record.Subject = line.Text(FollowUpColumns.Subject, "");
            record.Revision = revision;
            record.ReportedAt = reportedAt is { } time ? Timestamp.FromDateTimeOffset(time) : null;
            _records.Add(new LineRecord(line.Line, record));
        }
    }

    private static void RefuseBeside(Withdrawal withdrawal, FollowUpLine line)
    {
        string[] named = withdrawal.Withdraws switch
        {
            WithdrawnRecord.Visit => [FollowUpColumns.Visit],
            WithdrawnRecord.Diagnosis or WithdrawnRecord.Characteristics => [],
            _ => [FollowUpColumns.Visit, FollowUpColumns.Reader],
        };
        foreach (var column in FollowUpColumns.All.Except([.. OfAnyRecord, FollowUpColumns.Withdraw, .. named]).Where(line.Has))
            line.Refuse(column, $"expected an empty cell beside withdraw (a correction is a line without withdraw and with a higher revision), found {line.Text(column, "")}");
    }

    private static void RefuseLoose(FollowUpLine line)
    {
        foreach (var column in OfReading.Where(column => line.Has(column) && !line.Has(FollowUpColumns.Reader)))
            line.Refuse(column, $"expected a reader on the same line, found {line.Text(column, "")} without one");
        if (line.Has(FollowUpColumns.RadiographId) && !HasVisit(line))
            line.Refuse(FollowUpColumns.RadiographId, $"expected the visit's date on the same line, found {line.Text(FollowUpColumns.RadiographId, "")} without one");
    }

    private static bool HasVisit(FollowUpLine line) => line.Has(FollowUpColumns.Date) || (line.Has(FollowUpColumns.Visit) && !line.Has(FollowUpColumns.Reader));

    private static IEnumerable<FollowUpRecord> Contents(FollowUpLine line)
    {
        if (HasVisit(line))
        {
            yield return new FollowUpRecord
            {
                Visit = new Visit
                {
                    Visit_ = line.Text(FollowUpColumns.Visit, ""),
                    Date = line.Text(FollowUpColumns.Date, ""),
                    RadiographId = line.Text(FollowUpColumns.RadiographId, ""),
                },
            };
        }

        if (line.Has(FollowUpColumns.Reader))
            yield return new FollowUpRecord { Reading = line.Reading() };
        if (line.Has(FollowUpColumns.Diagnosis))
            yield return new FollowUpRecord { Diagnosis = new SubjectDiagnosis { Diagnosis = line.Member<Diagnosis>(FollowUpColumns.Diagnosis) } };
        if (line.Has(FollowUpColumns.Consent))
            yield return new FollowUpRecord { Consent = new Consent { Given = line.YesOrNo(FollowUpColumns.Consent) } };
        if (FollowUpColumns.Characteristics.Any(field => line.Has(field.Name)))
            yield return new FollowUpRecord { Characteristics = line.Characteristics() };
    }
}
