using System.Globalization;
using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Phantoms.Writing;

/// <summary>The lines of a manifest as they are read; what is wrong in them goes to the problems.</summary>
internal sealed class ManifestLines(IReadOnlyList<string> columns, List<string> problems)
{
    private const int FirstReading = 9;

    private readonly Dictionary<string, long> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Subject, int Visit), long> _visits = [];
    private long _line;
    private string[] _cells = [];

    public List<PhantomManifestRow> Rows { get; } = [];

    public void Add(long line, string[] cells)
    {
        (_line, _cells) = (line, cells);
        if (cells.Length != columns.Count)
        {
            problems.Add($"line {line}: expected {columns.Count} columns, found {cells.Length}");
            return;
        }

        var before = problems.Count;
        var row = new PhantomManifestRow
        {
            File = RelativePath(0),
            LabelMap = RelativePath(1),
            Subject = Name(2),
            Site = Name(3),
            Visit = Whole(4, 0, int.MaxValue, "a whole number from 0"),
            VisitDate = Day(5),
            GradeLeft = Grade(6),
            GradeRight = Grade(7),
            Truth = YesOrNo(8),
            Readings = [.. Enumerable.Range(0, (columns.Count - FirstReading - 1) / 2).Select(reader => Reading(FirstReading + (2 * reader)))],
            ReadersStatus = YesOrNo(columns.Count - 1),
        };
        if (problems.Count > before)
            return;
        Check(row);
        if (problems.Count == before)
            Rows.Add(row);
    }

    private void Check(PhantomManifestRow row)
    {
        var criterion = ModifiedNewYorkCriterion.IsMetBy(row.GradeLeft, row.GradeRight);
        if (criterion != row.Truth)
            Refuse(8, $"{(criterion ? 1 : 0)} by the modified New York criterion of the grades {row.GradeLeft} and {row.GradeRight}");
        if (!_files.TryAdd(row.File, _line))
            problems.Add($"line {_line}, column file: expected each file once, found '{row.File}' of line {_files[row.File]} again");
        if (!_visits.TryAdd((row.Subject, row.Visit), _line))
            problems.Add($"line {_line}, column visit: expected each visit of a subject once, found visit {row.Visit} of line {_visits[(row.Subject, row.Visit)]} again");
    }

    private ReaderGrades Reading(int at) => new(Grade(at), Grade(at + 1));

    private string Name(int at)
    {
        if (_cells[at].Length == 0)
            Refuse(at, "a name");
        return _cells[at];
    }

    private string RelativePath(int at)
    {
        var path = _cells[at];
        if (path.Length == 0 || Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."))
            Refuse(at, "a path below the manifest's folder");
        return path;
    }

    private int Grade(int at) => Whole(at, 0, ModifiedNewYorkCriterion.HighestGrade, $"a grade 0 to {ModifiedNewYorkCriterion.HighestGrade}");

    private bool YesOrNo(int at) => Whole(at, 0, 1, "0 or 1") == 1;

    private int Whole(int at, int least, int most, string expected)
    {
        if (int.TryParse(_cells[at], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Refuse(at, expected);
        return least;
    }

    private DateOnly Day(int at)
    {
        if (DateOnly.TryParseExact(_cells[at], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        Refuse(at, "a day as 2018-05-31");
        return default;
    }

    private void Refuse(int at, string expected)
        => problems.Add($"line {_line}, column {columns[at]}: expected {expected}, found {(_cells[at].Length == 0 ? "nothing" : $"'{_cells[at]}'")}");
}
