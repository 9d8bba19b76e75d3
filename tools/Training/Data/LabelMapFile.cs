using AxSpA.Cloud.Imaging;
using PngImage = AxSpA.Cloud.Imaging.PngImage;

namespace AxSpA.Cloud.Training.Data;

/// <summary>Reads a label map: 0 background, 1 sacrum, 2 left ilium (at the right of the picture), 3 right ilium. PNG of grey values, or NIfTI.</summary>
internal static class LabelMapFile
{
    /// <summary>The label map upright, and in words how it lay.</summary>
    /// <exception cref="InvalidDataException">Not a label map; says what was expected and what was found.</exception>
    public static (Plane<byte> Labels, string Layout) Read(string name, byte[] file, bool asStored)
    {
        var (labels, layout) = NiftiFile.IsName(name) ? NiftiFile.Read(file, asStored) : (OfPng(file), "PNG");
        CheckSides(labels);
        return (labels, layout);
    }

    public static string WrongValue(string found) => $"expected labels 0 (background), 1 (sacrum), 2 (left ilium), 3 (right ilium), found {found}";

    private static Plane<byte> OfPng(byte[] file)
    {
        var grey = PngImage.DecodeRadiograph(file).Grey;
        var labels = new byte[grey.Values.Length];
        for (var index = 0; index < labels.Length; index++)
        {
            var value = grey.Values[index];
            if (value > (ushort)BoneLabel.RightIlium)
                throw new InvalidDataException(WrongValue($"{value}"));
            labels[index] = (byte)value;
        }

        return new Plane<byte>(grey.Rows, grey.Columns, labels);
    }

    /// <summary>A map drawn on a mirrored picture, or turned by an affine that means nothing, would teach the wrong sides.</summary>
    private static void CheckSides(Plane<byte> labels)
    {
        if (MeanColumn(labels, BoneLabel.LeftIlium) is { } left && MeanColumn(labels, BoneLabel.RightIlium) is { } right && left < right)
        {
            throw new InvalidDataException(
                "expected the left ilium (2) at the right of the picture, found it at the left of the right ilium (3): mirrored, or an affine to be ignored (label_map_orientation: stored)");
        }

        if (!labels.Values.ContainsAnyExcept((byte)BoneLabel.Background))
            throw new InvalidDataException("expected at least one bone, found background alone");
    }

    private static double? MeanColumn(Plane<byte> labels, BoneLabel bone)
    {
        var (sum, count) = (0L, 0L);
        for (var row = 0; row < labels.Rows; row++)
        {
            var values = labels.Row(row);
            for (var column = 0; column < values.Length; column++)
            {
                if (values[column] == (byte)bone)
                    (sum, count) = (sum + column, count + 1);
            }
        }

        return count == 0 ? null : (double)sum / count;
    }
}
