using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;
using CsvHelper;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>manifest.csv: a row a radiograph with its truth and its readings, comma-separated UTF-8, the columns in their one order.</summary>
/// <param name="Readers">How many readers each row has, one at least.</param>
/// <param name="Rows">In the order of the file.</param>
public sealed record PhantomManifest(int Readers, IReadOnlyList<PhantomManifestRow> Rows)
{
    public const string FileName = "manifest.csv";

    private static readonly CsvReaderOptions Reading = new()
    {
        Separator = ',',
        HasHeader = false,
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
    };

    private static readonly CsvWriterOptions Writing = new() { NewLine = "\n" };

    /// <summary>The columns of a manifest with so many readers.</summary>
    public static IReadOnlyList<string> ColumnsOf(int readers) =>
    [
        "file", "label_map", "subject", "site", "visit", "visit_date", "grade_left", "grade_right", "truth",
        .. Enumerable.Range(1, readers).SelectMany(reader => new[] { $"reader_{reader}_left", $"reader_{reader}_right" }),
        "readers_status",
    ];

    /// <summary>The manifest of a cohort's radiographs.</summary>
    public static PhantomManifest Of(PhantomCohort cohort)
    {
        ArgumentNullException.ThrowIfNull(cohort);
        return new PhantomManifest(cohort.Plan.Readers, [.. cohort.Subjects.SelectMany(subject => subject.Visits.Select(visit => RowOf(subject, visit)))]);
    }

    /// <summary>Reads a file whole.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    /// <exception cref="ManifestRefusedException">Anything in it is wrong.</exception>
    public static PhantomManifest Read(string path) => Parse(path, File.ReadAllBytes(path));

    /// <param name="name">Of the file, for messages.</param>
    /// <param name="bytes">The whole file.</param>
    /// <exception cref="ManifestRefusedException">Anything is wrong: every wrong place by its line.</exception>
    public static PhantomManifest Parse(string name, byte[] bytes)
    {
        using var csv = CsvReader.Create(bytes, Reading);
        var problems = new List<string>();
        if (!csv.Read())
            problems.Add($"line 1: expected a head {string.Join(',', ColumnsOf(1).Take(4))},…, found an empty file");
        else if (ReadersOf(Cells(csv), csv.LineNumber, problems) is { } readers)
            return new PhantomManifest(readers, RowsOf(name, csv, readers, problems));
        throw new ManifestRefusedException(name, problems);
    }

    /// <summary>The bytes of the file; the same rows always give the same.</summary>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Writing, leaveOpen: true))
        {
            csv.WriteRecord([.. ColumnsOf(Readers)]);
            foreach (var row in Rows)
                csv.WriteRecord(CellsOf(row));
        }

        return bytes.ToArray();
    }

    private static PhantomManifestRow RowOf(PhantomSubject subject, PhantomVisit visit) => new()
    {
        File = CohortFiles.Radiograph(subject, visit),
        LabelMap = CohortFiles.LabelMap(subject, visit),
        Subject = subject.Name,
        Site = subject.Site,
        Visit = visit.Number,
        VisitDate = visit.Date,
        GradeLeft = visit.Left.Grade,
        GradeRight = visit.Right.Grade,
        Truth = visit.IsRadiographic,
        Readings = visit.Readings,
        ReadersStatus = visit.ReadersStatus,
    };

    private static string[] CellsOf(PhantomManifestRow row) =>
    [
        row.File,
        row.LabelMap,
        row.Subject,
        row.Site,
        Number(row.Visit),
        row.VisitDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Number(row.GradeLeft),
        Number(row.GradeRight),
        row.Truth ? "1" : "0",
        .. row.Readings.SelectMany(reading => new[] { Number(reading.Left), Number(reading.Right) }),
        row.ReadersStatus ? "1" : "0",
    ];

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string[] Cells(CsvReader csv) => [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)];

    private static int? ReadersOf(string[] head, long line, List<string> problems)
    {
        var readers = Math.Max(1, (head.Length - ColumnsOf(0).Count) / 2);
        if (head.SequenceEqual(ColumnsOf(readers), StringComparer.Ordinal))
            return readers;
        problems.Add($"line {line}: expected the columns {string.Join(',', ColumnsOf(readers))}, found {string.Join(',', head)}");
        return null;
    }

    private static List<PhantomManifestRow> RowsOf(string name, CsvReader csv, int readers, List<string> problems)
    {
        var lines = new ManifestLines(ColumnsOf(readers), problems);
        while (csv.Read())
            lines.Add(csv.LineNumber, Cells(csv));
        if (lines.Rows.Count == 0 && problems.Count == 0)
            problems.Add("line 2: expected radiographs below the head, found none");
        return problems.Count == 0 ? lines.Rows : throw new ManifestRefusedException(name, problems);
    }
}
