using System.Security.Cryptography;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Writing;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A cohort of phantoms on disk as it is evaluated: its baselines, a radiograph a subject.</summary>
/// <param name="Name">Of the folder.</param>
/// <param name="ManifestSha256">Of the manifest's bytes.</param>
/// <param name="Cases">In the order of the manifest.</param>
public sealed record EvaluatedCohort(string Name, string ManifestSha256, IReadOnlyList<CohortCase> Cases)
{
    /// <summary>Reads the manifest; pixels are read case by case later, but that their files are there is known at once.</summary>
    /// <exception cref="InvalidDataException">No manifest, one with mistakes, no baseline in it, or a file that is missing.</exception>
    public static EvaluatedCohort Read(string folder)
    {
        var path = Path.Combine(folder, PhantomManifest.FileName);
        if (!File.Exists(path))
            throw new InvalidDataException($"expected a finished cohort, as 'axspa phantom cohort' makes it, found no {path}");
        var bytes = File.ReadAllBytes(path);
        var cases = ManifestOf(path, bytes).Rows.Where(row => row.Visit == 0).Select(row => CaseOf(folder, row)).ToList();
        return cases.Count > 0
            ? new EvaluatedCohort(new DirectoryInfo(folder).Name, Convert.ToHexStringLower(SHA256.HashData(bytes)), cases)
            : throw new InvalidDataException($"expected at least one baseline (visit 0) in {path}, found none");
    }

    private static PhantomManifest ManifestOf(string path, byte[] bytes)
    {
        try
        {
            return PhantomManifest.Parse(path, bytes);
        }
        catch (ManifestRefusedException refusal)
        {
            throw new InvalidDataException(refusal.Message, refusal);
        }
    }

    private static CohortCase CaseOf(string folder, PhantomManifestRow row)
    {
        var (file, labels, masks) = (Path.Combine(folder, row.File), Path.Combine(folder, row.LabelMap), Path.Combine(folder, CohortFiles.MasksOf(row)));
        if (new[] { file, labels, masks }.FirstOrDefault(one => !File.Exists(one)) is { } missing)
            throw new InvalidDataException($"expected a radiograph with its label map and truth masks for {row.Subject}, found no {missing}");
        var phantom = new PhantomCase { File = row.File, Site = row.Site, Subject = row.Subject, GradeLeft = row.GradeLeft, GradeRight = row.GradeRight, Readers = row.Readings };
        return new CohortCase(phantom, () => Load(file, labels, masks));
    }

    private static PhantomPicture Load(string file, string labels, string masks)
    {
        var reading = Read(file, bytes => RadiographFile.Read(bytes));
        var picture = new PhantomPicture(
            reading.Radiograph, reading.RowSpacingMm, Read(labels, bytes => Imaging.PngImage.Decode8(bytes)), Read(masks, bytes => PhantomMaskFile.Decode(bytes)));
        RequireSize(labels, picture.Labels, reading.Radiograph);
        RequireSize(masks, picture.Masks.LeftJoint, reading.Radiograph);
        return picture;
    }

    private static T Read<T>(string path, Func<byte[], T> decode)
    {
        try
        {
            return decode(File.ReadAllBytes(path));
        }
        catch (Exception refusal) when (refusal is RadiographRefusedException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"{path}: {refusal.Message}", refusal);
        }
    }

    private static void RequireSize(string path, Plane<byte> plane, Radiograph radiograph)
    {
        if ((plane.Rows, plane.Columns) != (radiograph.Rows, radiograph.Columns))
            throw new InvalidDataException($"{path}: expected the radiograph's {radiograph.Rows} × {radiograph.Columns} pixels, found {plane.Rows} × {plane.Columns}");
    }
}
