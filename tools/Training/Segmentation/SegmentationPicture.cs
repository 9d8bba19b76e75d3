using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using AxSpA.Cloud.Imaging;
using static TorchSharp.torch;
using Tensor = TorchSharp.torch.Tensor;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>A radiograph and its label map on the grid, as the segmenter is fed: turned, so that the first axis is the image column. Three bytes a cell.</summary>
internal static class SegmentationPicture
{
    private const float Steps = ushort.MaxValue;

    /// <summary>Grey values of 0..1 in 16 bits, then labels.</summary>
    public static byte[] Of(Radiograph radiograph, Plane<byte> labels, int side)
    {
        var grey = Orientation.Transpose(SegmentationInput.FromRadiograph(radiograph, side));
        var picture = new byte[3 * side * side];
        var steps = MemoryMarshal.Cast<byte, ushort>(picture.AsSpan(0, 2 * side * side));
        for (var index = 0; index < steps.Length; index++)
            steps[index] = (ushort)MathF.Round((grey.Values[index] + 1) / 2 * Steps);
        Orientation.Transpose(Reduce(labels, side)).Values.CopyTo(picture.AsSpan(2 * side * side));
        return picture;
    }

    /// <summary>Pictures as tensors: n × 1 × side × side grey values 0..1, and as many labels as numbers.</summary>
    public static (Tensor Grey, Tensor Labels) ToTensors(IReadOnlyList<byte[]> pictures, int side, Device device)
    {
        var cells = side * side;
        var grey = new float[pictures.Count * cells];
        var labels = new float[grey.Length];
        for (var index = 0; index < pictures.Count; index++)
        {
            TensorPrimitives.ConvertTruncating(MemoryMarshal.Cast<byte, ushort>(pictures[index].AsSpan(0, 2 * cells)), grey.AsSpan(index * cells, cells));
            TensorPrimitives.ConvertTruncating<byte, float>(pictures[index].AsSpan(2 * cells, cells), labels.AsSpan(index * cells, cells));
        }

        TensorPrimitives.Divide(grey, Steps, grey);
        long[] shape = [pictures.Count, 1, side, side];
        return (tensor(grey, shape).to(device), tensor(labels, shape).to(device));
    }

    /// <summary>The label that covers most of each cell, as the grey value is the mean over it; of two equal ones the smaller.</summary>
    internal static Plane<byte> Reduce(Plane<byte> labels, int side)
    {
        var (shares, result) = (new float[side * side], new byte[side * side]);
        for (var label = (byte)BoneLabel.Background; label <= (byte)BoneLabel.RightIlium; label++)
        {
            var own = new byte[labels.Values.Length];
            for (var index = 0; index < own.Length; index++)
                own[index] = labels.Values[index] == label ? (byte)1 : (byte)0;
            var share = Resizing.Area(new Plane<byte>(labels.Rows, labels.Columns, own), side, side).Values;
            for (var index = 0; index < share.Length; index++)
            {
                if (share[index] > shares[index])
                    (shares[index], result[index]) = (share[index], label);
            }
        }

        return new Plane<byte>(side, side, result);
    }
}
