using System.Text;
using CsvHelper;

namespace AxSpA.Cloud.Training.Data;

/// <summary>
/// Own data as a CSV: <c>image</c> (PNG, JPEG, TIFF, DICOM), <c>subject</c>, and, as the training needs, <c>label_map</c> (PNG, NIfTI) and
/// <c>class</c> (0, 1), optionally <c>site</c> and <c>label_map_orientation</c> (<c>affine</c>, <c>stored</c>). Paths are relative to the CSV. A phantom cohort's <c>manifest.csv</c> is one too.
/// </summary>
/// <param name="Cases">The rows that are well formed.</param>
/// <param name="Problems">What is wrong with the others, and with the whole; not yet refused, so that unreadable files can be listed with them.</param>
/// <param name="HasPhantoms">Whether a table is a phantom cohort's manifest.</param>
public sealed record TrainingTable(IReadOnlyList<TrainingCase> Cases, IReadOnlyList<string> Problems, bool HasPhantoms)
{
    private static readonly CsvReaderOptions Plain = new()
    {
        Separator = ',',
        HasHeader = false,
        TrimWhitespace = true,
        AllowLineBreaksInQuotes = false,
        TrackLineNumbers = true,
    };

    /// <summary>Reads tables one after another as one.</summary>
    /// <exception cref="TrainingRefusedException">A table can't be read at all.</exception>
    public static TrainingTable Read(IReadOnlyList<string> paths, DataNeeds needs)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var (cases, problems, phantoms) = (new List<TrainingCase>(), new List<string>(), false);
        foreach (var path in paths)
        {
            try
            {
                phantoms |= Parse(path, WithoutMark(File.ReadAllBytes(path)), needs, cases, problems);
            }
            catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
            {
                throw new TrainingRefusedException($"--data: expected a readable file, found {path}: {refusal.Message}", refusal);
            }
        }

        CheckWhole(cases, needs, problems);
        return new TrainingTable(cases, problems, phantoms);
    }

    /// <returns>Whether it is a phantom cohort's manifest.</returns>
    private static bool Parse(string path, byte[] bytes, DataNeeds needs, List<TrainingCase> cases, List<string> problems)
    {
        var name = Path.GetFileName(path);
        using var rows = CsvReader.Create(bytes, Plain);
        if (bytes.Length == 0 || !rows.Read())
        {
            problems.Add($"{name}, line 1: expected a head with the columns image, subject, …, found an empty file");
            return false;
        }

        var names = Cells(rows);
        if (TableColumns.Of(names, needs, $"{name}, line {rows.LineNumber}", problems) is not { } columns)
            return false;
        var (before, mistakes) = (cases.Count, problems.Count);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        while (rows.Read())
        {
            var row = new TableRow(columns, Cells(rows), folder, $"{name}, line {rows.LineNumber}", needs, problems);
            if (row.Case is { } one)
                cases.Add(one);
        }

        if (cases.Count == before && problems.Count == mistakes)
            problems.Add($"{name}, line 2: expected rows below the head, found none");
        return TableColumns.ArePhantoms(names);
    }

    private static void CheckWhole(List<TrainingCase> cases, DataNeeds needs, List<string> problems)
    {
        foreach (var twice in cases.GroupBy(one => one.Image, StringComparer.Ordinal).Where(group => group.Count() > 1))
            problems.Add($"{twice.Last().Place}: expected each image once, found the image of {twice.First().Place} again");
        if (problems.Count > 0)
            return;
        if (cases.Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count() < 2)
            problems.Add("expected at least two subjects, so that one can be kept for validation, found one");
        if (needs.HasFlag(DataNeeds.Classes) && cases.Select(one => one.Positive).Distinct().Count() < 2)
            problems.Add($"expected radiographs of both classes, found class {(cases[0].Positive == true ? 1 : 0)} alone");
    }

    private static string[] Cells(CsvReader rows) => [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)];

    /// <summary>Spreadsheets write a byte order mark in front of the first column's name.</summary>
    private static byte[] WithoutMark(byte[] bytes) => bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
}
