using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>A picture to time on where none is given.</summary>
public static class BenchmarkPicture
{
    private const int Rows = 900;
    private const int Columns = 1100;

    /// <summary>An 8-bit PNG of 900 × 1100, the size that the published times are for: a bright centre, speckle, the same at every call.</summary>
    public static byte[] Png()
    {
        var random = new Random(1);
        var grey = new ushort[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                var (y, x) = ((2.0 * row / Rows) - 1, (2.0 * column / Columns) - 1);
                grey[(row * Columns) + column] = (ushort)((200 * Math.Exp(-2 * ((x * x) + (y * y)))) + random.Next(40));
            }
        }

        return PngImage.Encode(new Radiograph(new Plane<ushort>(Rows, Columns, grey), GreyDepth.Eight));
    }
}
