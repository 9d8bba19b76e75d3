using System.Globalization;
using System.Security.Cryptography;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using CsvHelper;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A cohort of phantoms on disk: its baselines, a radiograph a subject.</summary>
/// <param name="Name">Of the folder.</param>
/// <param name="ManifestSha256">Of the manifest's bytes.</param>
/// <param name="Cases">In the order of the manifest.</param>
public sealed record CohortFolder(string Name, string ManifestSha256, IReadOnlyList<CohortCase> Cases)
{
    public const string ManifestFile = "manifest.csv";

    private const string Masks = "masks";

    private static readonly string[] Needed = ["file", "label_map", "subject", "site", "visit", "grade_left", "grade_right", "truth"];

    private static readonly CsvReaderOptions Plain = new() { Separator = ',', HasHeader = false, TrimWhitespace = true, AllowLineBreaksInQuotes = false, TrackLineNumbers = true };

    /// <summary>Reads the manifest; pixels are read case by case later, but that their files are there is known at once.</summary>
    /// <exception cref="InvalidDataException">No manifest, a line that is wrong, or a file that is missing.</exception>
    public static CohortFolder Read(string folder)
    {
        var path = Path.Combine(folder, ManifestFile);
        if (!File.Exists(path))
            throw new InvalidDataException($"expected a cohort with its {ManifestFile}, as made by 'axspa phantom cohort', found no {path}");
        var bytes = File.ReadAllBytes(path);
        var cases = Lines(path, bytes).Select(line => CaseOf(folder, line)).OfType<CohortCase>().ToList();
        if (cases.Count == 0)
            throw new InvalidDataException($"expected at least one baseline (visit 0) in {path}, found none");
        return new CohortFolder(Path.GetFileName(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)), Convert.ToHexStringLower(SHA256.HashData(bytes)), cases);
    }

    private static IEnumerable<ManifestLine> Lines(string path, byte[] bytes)
    {
        using var rows = CsvReader.Create(bytes, Plain);
        if (!rows.Read())
            throw new InvalidDataException($"{path}: expected a header, found an empty file");
        string[] header = [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetString)];
        if (Needed.FirstOrDefault(column => !header.Contains(column)) is { } missing)
            throw new InvalidDataException($"{path}: expected a column {missing}, found {string.Join(", ", header)}");
        while (rows.Read())
        {
            if (rows.FieldCount != header.Length)
                throw new InvalidDataException($"{path}:{rows.LineNumber}: expected {header.Length} fields as in the header, found {rows.FieldCount}");
            yield return new ManifestLine($"{path}:{rows.LineNumber}", header.Select((column, place) => (column, rows.GetString(place))).ToDictionary(cell => cell.column, cell => cell.Item2));
        }
    }

    private static CohortCase? CaseOf(string folder, ManifestLine line)
    {
        if (line.Whole("visit", 0, int.MaxValue) != 0)
            return null;
        var phantom = new PhantomCase
        {
            File = line.Text("file"),
            Site = line.Text("site"),
            Subject = line.Text("subject"),
            GradeLeft = line.Grade("grade_left"),
            GradeRight = line.Grade("grade_right"),
            Readers = [.. line.Readers()],
        };
        if (line.Whole("truth", 0, 1) != (phantom.Truth ? 1 : 0))
            throw line.Refusal("truth", $"{(phantom.Truth ? 1 : 0)}, which follows from grades {phantom.GradeLeft} left and {phantom.GradeRight} right", line.Text("truth"));
        var (file, labels) = (Path.Combine(folder, phantom.File), Path.Combine(folder, line.Text("label_map")));
        var masks = Path.Combine(folder, Masks, Path.GetFileNameWithoutExtension(phantom.File) + ".png");
        if (new[] { file, labels, masks }.FirstOrDefault(one => !File.Exists(one)) is { } missing)
            throw line.Refusal("file", "a radiograph with its label map and truth masks", $"no {missing}");
        return new CohortCase(phantom, () => Load(file, labels, masks));
    }

    private static PhantomPicture Load(string file, string labels, string masks)
    {
        var reading = ReadRadiograph(file);
        var picture = new PhantomPicture(reading.Radiograph, reading.RowSpacingMm, Decode(labels), PhantomMasksOf(Decode(masks)));
        foreach (var (path, plane) in new[] { (labels, picture.Labels), (masks, picture.Masks.LeftJoint) })
        {
            if ((plane.Rows, plane.Columns) != (reading.Radiograph.Rows, reading.Radiograph.Columns))
                throw new InvalidDataException($"{path}: expected the radiograph's {reading.Radiograph.Rows} × {reading.Radiograph.Columns} pixels, found {plane.Rows} × {plane.Columns}");
        }

        return picture;
    }

    private static RadiographReading ReadRadiograph(string file)
    {
        try
        {
            return RadiographFile.Read(File.ReadAllBytes(file));
        }
        catch (Exception refusal) when (refusal is RadiographRefusedException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{file}: {refusal.Message}", refusal);
        }
    }

    private static Plane<byte> Decode(string path)
    {
        try
        {
            return Imaging.PngImage.Decode8(File.ReadAllBytes(path));
        }
        catch (Exception refusal) when (refusal is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: {refusal.Message}", refusal);
        }
    }

    private static PhantomMasks PhantomMasksOf(Plane<byte> flags)
    {
        return new PhantomMasks(Of(0), Of(1), Of(2), Of(3), Of(4), Of(5), Of(6));

        Plane<byte> Of(int bit)
        {
            var mask = new byte[flags.Values.Length];
            for (var index = 0; index < mask.Length; index++)
                mask[index] = (byte)((flags.Values[index] >> bit) & 1);
            return new Plane<byte>(flags.Rows, flags.Columns, mask);
        }
    }

    /// <summary>One line by column.</summary>
    private sealed class ManifestLine(string place, Dictionary<string, string> cells)
    {
        private const int HighestGrade = 4;

        public string Text(string column) => cells[column].Length > 0 ? cells[column] : throw Refusal(column, "a value", "nothing");

        public int Grade(string column) => Whole(column, 0, HighestGrade);

        public int Whole(string column, int least, int most)
            => int.TryParse(cells[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw Refusal(column, most == int.MaxValue ? $"{least} or more" : $"{least} to {most}", cells[column].Length == 0 ? "nothing" : cells[column]);

        /// <summary>reader_1_left, reader_1_right, reader_2_left … as far as they go.</summary>
        public IEnumerable<ReaderGrades> Readers()
        {
            for (var reader = 1; cells.ContainsKey($"reader_{reader}_left"); reader++)
                yield return new ReaderGrades(Grade($"reader_{reader}_left"), Grade($"reader_{reader}_right"));
        }

        public InvalidDataException Refusal(string column, string expected, string found) => new($"{place}: {column}: expected {expected}, found {found}");
    }
}
