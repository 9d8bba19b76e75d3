using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>
/// Pictures in five grey levels with speckle that the segmenter of <see cref="LightModels"/> reads as a pelvis. Upright: the right ilium at image left.
/// </summary>
internal static class LightRadiographs
{
    /// <summary>Edges lie on sixteenths of a side: no cell of the segmenter's grid then mixes two levels, whose mean would look like a third bone.</summary>
    private const int Parts = 16;

    private const double Background = 0.02, RightIlium = 0.265, Sacrum = 0.51, LeftIlium = 0.755, SideMarker = 1.0, Speckle = 0.03;

    /// <param name="rows">A multiple of 16.</param>
    /// <param name="columns">A multiple of 16.</param>
    /// <param name="seed">Of the speckle: another seed, another picture of the same pelvis.</param>
    /// <param name="depth">Pixel type; 16-bit pictures reach 52000.</param>
    /// <param name="pelvis">What is drawn.</param>
    public static Radiograph Draw(
        int rows, int columns, int seed, GreyDepth depth = GreyDepth.Eight, LightPelvis pelvis = LightPelvis.Complete)
    {
        if (rows % Parts != 0 || columns % Parts != 0)
            throw new ArgumentException($"expected sides that are multiples of {Parts}, found {rows} x {columns}");
        var random = new Random(seed);
        var largest = depth == GreyDepth.Eight ? 255.0 : 52000.0;
        var grey = new ushort[rows * columns];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var level = Level(row * Parts / rows, column * Parts / columns, pelvis);
                var value = level == SideMarker ? level : level + (Speckle * (random.NextDouble() - 0.5));
                grey[(row * columns) + column] = (ushort)Math.Round(value * largest);
            }
        }

        return new Radiograph(new Plane<ushort>(rows, columns, grey), depth);
    }

    /// <summary>The label map of the same picture.</summary>
    public static Plane<byte> Labels(int rows, int columns, LightPelvis pelvis = LightPelvis.Complete)
    {
        var labels = new byte[rows * columns];
        for (var index = 0; index < labels.Length; index++)
        {
            labels[index] = (byte)(Level(index / columns * Parts / rows, index % columns * Parts / columns, pelvis) switch
            {
                Sacrum => BoneLabel.Sacrum,
                LeftIlium => BoneLabel.LeftIlium,
                RightIlium => BoneLabel.RightIlium,
                _ => BoneLabel.Background,
            });
        }

        return new Plane<byte>(rows, columns, labels);
    }

    private static double Level(int row, int column, LightPelvis pelvis)
    {
        // The bright side marker of a film: it keeps the stretch of the grey levels the same whatever else is drawn.
        if (row == 1 && column == 1)
            return SideMarker;
        if (pelvis == LightPelvis.Empty)
            return Background;
        if (row is >= 3 and < 9 && column is >= 6 and < 10 && pelvis != LightPelvis.WithoutSacrum)
            return Sacrum;
        if (row is < 4 or >= 11 || pelvis == LightPelvis.WithoutIlia)
            return Background;
        if (column is >= 2 and < 6)
            return RightIlium;
        var leftStart = pelvis == LightPelvis.GapOnTheLeft ? 11 : 10;
        return column >= leftStart && column < 14 && pelvis != LightPelvis.WithoutLeftIlium ? LeftIlium : Background;
    }
}
