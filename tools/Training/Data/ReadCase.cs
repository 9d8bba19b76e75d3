using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Data;

/// <summary>What is remembered of a case's files once they are read.</summary>
/// <param name="Line">Digests of its files, class and subject: its share in the data's digest.</param>
/// <param name="Layout">How its label map lay; empty without one.</param>
internal sealed record ReadCase(string Line, string Layout)
{
    /// <exception cref="InvalidDataException">The label map can't be read, or is of another size than the radiograph.</exception>
    /// <exception cref="RadiographRefusedException">The radiograph can't be read.</exception>
    public static ReadCase From(TrainingCase one, DataNeeds needs, out Radiograph radiograph, out Plane<byte>? labels)
    {
        var image = File.ReadAllBytes(one.Image);
        try
        {
            radiograph = RadiographFile.Read(image).Radiograph;
        }
        catch (RadiographRefusedException refusal)
        {
            throw new InvalidDataException($"image: {refusal.Message}", refusal);
        }

        var (labelDigest, layout) = ("", "");
        labels = null;
        if (needs.HasFlag(DataNeeds.LabelMaps))
        {
            var file = File.ReadAllBytes(one.LabelMap!);
            labelDigest = Convert.ToHexStringLower(SHA256.HashData(file));
            (labels, layout) = ReadLabels(one, file);
            if (labels.Rows != radiograph.Rows || labels.Columns != radiograph.Columns)
                throw new InvalidDataException($"label_map: expected the size of the image, {radiograph.Rows} x {radiograph.Columns} (rows x columns), found {labels.Rows} x {labels.Columns}");
        }

        var subject = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(one.Subject)));
        var line = $"{Convert.ToHexStringLower(SHA256.HashData(image))} {labelDigest} {(one.Positive is { } positive ? positive ? "1" : "0" : "-")} {subject}";
        return new ReadCase(line, layout);
    }

    public static string DigestOf(IEnumerable<string> lines)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', lines.Order(StringComparer.Ordinal)))));

    private static (Plane<byte> Labels, string Layout) ReadLabels(TrainingCase one, byte[] file)
    {
        try
        {
            return LabelMapFile.Read(one.LabelMap!, file, one.LabelMapAsStored);
        }
        catch (InvalidDataException refusal)
        {
            throw new InvalidDataException($"label_map: {refusal.Message}", refusal);
        }
    }
}
