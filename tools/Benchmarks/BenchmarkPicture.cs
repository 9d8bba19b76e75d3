using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>A picture to time on where none is given.</summary>
public static class BenchmarkPicture
{
    /// <summary>Rows of the size that the published times are for.</summary>
    public const int Rows = 900;

    /// <summary>Columns of the size that the published times are for.</summary>
    public const int Columns = 1100;

    /// <summary>An 8-bit PNG: a bright centre and speckle, the same at every call.</summary>
    /// <param name="seed">Another seed, another speckle: no two have the same pixels.</param>
    public static byte[] Png(int rows = Rows, int columns = Columns, int seed = 1)
    {
        var random = new Random(seed);
        var grey = new ushort[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var (y, x) = ((2.0 * row / rows) - 1, (2.0 * column / columns) - 1);
                grey[(row * columns) + column] = (ushort)((200 * Math.Exp(-2 * ((x * x) + (y * y)))) + random.Next(40));
            }
        }

        return PngImage.Encode(new Radiograph(new Plane<ushort>(rows, columns, grey), GreyDepth.Eight));
    }
}
