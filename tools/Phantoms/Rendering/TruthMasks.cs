using System.Numerics;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms.Anatomy;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Label map and masks from the same curves that were drawn.</summary>
internal static class TruthMasks
{
    // Bone about the joint line that counts as the joint; the published margin about the sacrum is 6 mm and more, so a crop by it holds all of this.
    private const float MedialMm = 4.5f;
    private const float LateralMm = 4.2f;
    private const float FirstPart = 0.02f;
    private const float LastPart = 0.93f;

    public static Plane<byte> Labels(Canvas canvas, Sacrum sacrum, HipBone left, HipBone right)
    {
        var labels = new byte[canvas.Values.Length];
        Paint(labels, canvas, left.Outlines, (byte)BoneLabel.LeftIlium);
        Paint(labels, canvas, right.Outlines, (byte)BoneLabel.RightIlium);
        Paint(labels, canvas, [sacrum.Outline], (byte)BoneLabel.Sacrum);
        return new Plane<byte>(canvas.Rows, canvas.Columns, labels);
    }

    public static Plane<byte> Joint(Canvas canvas, JointCoordinates joint)
    {
        var mask = new byte[canvas.Values.Length];
        for (var row = Math.Max(joint.Top, 0); row <= Math.Min(joint.Bottom, canvas.Rows - 1); row++)
        {
            var (from, to) = joint.Columns(row, MedialMm + 1, LateralMm + 1);
            for (var column = Math.Max(from, 0); column < Math.Min(to, canvas.Columns); column++)
            {
                var (offset, along) = joint.At(row, column);
                var part = along / joint.LengthMm;
                if (offset >= -MedialMm && offset <= LateralMm && part >= FirstPart && part <= LastPart)
                    mask[(row * canvas.Columns) + column] = 1;
            }
        }

        return new Plane<byte>(canvas.Rows, canvas.Columns, mask);
    }

    public static Plane<byte> Inside(Canvas canvas, Vector2[] outline)
    {
        var mask = new byte[canvas.Values.Length];
        Paint(mask, canvas, [outline], 1);
        return new Plane<byte>(canvas.Rows, canvas.Columns, mask);
    }

    private static void Paint(byte[] labels, Canvas canvas, ReadOnlySpan<Vector2[]> outlines, byte label)
        => Scanline.Fill(outlines, canvas.Rows, canvas.Columns, 1, (row, from, to) => labels.AsSpan((row * canvas.Columns) + from, to - from).Fill(label));
}
