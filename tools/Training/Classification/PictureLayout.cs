using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>How the pictures of one radiograph, one a size, lie in the bytes that are kept of it: single precision, row after row, size after size.</summary>
/// <param name="Pictures">Sizes with their way of resizing, each once.</param>
public sealed record PictureLayout(IReadOnlyList<SizedPicture> Pictures)
{
    /// <summary>The regime's sizes, and the size that the services feed.</summary>
    public static PictureLayout Of(ClassifierRegime regime)
    {
        ArgumentNullException.ThrowIfNull(regime);
        return new PictureLayout([.. regime.Stages.Select(stage => new SizedPicture(stage.Size, regime.Resize)).Append(SizedPicture.Served).Distinct()]);
    }

    public byte[] Pack(EnhancedPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var bytes = new byte[Pictures.Sum(Bytes)];
        var offset = 0;
        foreach (var sized in Pictures)
        {
            MemoryMarshal.AsBytes(picture.Resized(sized.Size, sized.Resize).Values).CopyTo(bytes.AsSpan(offset));
            offset += Bytes(sized);
        }

        return bytes;
    }

    /// <summary>The values of one size.</summary>
    public ReadOnlySpan<float> Unpack(byte[] bytes, SizedPicture sized)
    {
        var offset = Pictures.TakeWhile(other => other != sized).Sum(Bytes);
        return MemoryMarshal.Cast<byte, float>(bytes.AsSpan(offset, Bytes(sized)));
    }

    private static int Bytes(SizedPicture sized) => sized.Size.Rows * sized.Size.Columns * sizeof(float);
}
