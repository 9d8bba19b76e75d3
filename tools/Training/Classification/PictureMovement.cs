using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>What augmentation does to one picture: one affine map, so that the picture is sampled once.</summary>
/// <param name="FlipRows">Top and bottom exchanged.</param>
/// <param name="FlipColumns">Left and right exchanged.</param>
/// <param name="Rotation">Radians.</param>
/// <param name="Zoom">Factor of magnification.</param>
/// <param name="ShearColumns">Columns a row.</param>
/// <param name="ShearRows">Rows a column.</param>
public readonly record struct PictureMovement(bool FlipRows, bool FlipColumns, double Rotation, double Zoom, double ShearColumns, double ShearRows)
{
    public static PictureMovement None { get; } = new(false, false, 0, 1, 0, 0);

    /// <summary>Draws a movement. Every value is drawn whether used or not, so that one range changed leaves the others' draws as they were.</summary>
    public static PictureMovement Of(AugmentationRanges ranges, Draw chance)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var flipRows = chance.With(ranges.FlipChance);
        var flipColumns = chance.With(ranges.FlipChance);
        var rotates = chance.With(ranges.Chance);
        var rotation = chance.Between(-ranges.Rotation, ranges.Rotation);
        var zooms = chance.With(ranges.Chance);
        var zoom = chance.Between(ranges.LeastZoom, ranges.MostZoom);
        var shears = chance.With(ranges.Chance);
        var (shearColumns, shearRows) = (chance.Between(-ranges.Shear, ranges.Shear), chance.Between(-ranges.Shear, ranges.Shear));
        return new PictureMovement(flipRows, flipColumns, rotates ? rotation : 0, zooms ? zoom : 1, shears ? shearColumns : 0, shears ? shearRows : 0);
    }

    /// <summary>
    /// From result to source, both in −1..1 of their own axes as <c>affine_grid</c> takes it: two rows of (x, y, 1). Angles are kept on pixels, not on
    /// the stretched axes of a picture that isn't square.
    /// </summary>
    public float[] Theta(PictureSize size)
    {
        var (sine, cosine) = Math.SinCos(Rotation);
        // Shear, then rotation, then the inverse of the zoom, then flips, about the centre.
        var (xx, xy) = (cosine - (sine * ShearRows), (cosine * ShearColumns) - sine);
        var (yx, yy) = (sine + (cosine * ShearRows), (sine * ShearColumns) + cosine);
        var (across, down) = ((FlipColumns ? -1 : 1) / Zoom, (FlipRows ? -1 : 1) / Zoom);
        var aspect = (double)size.Rows / size.Columns;
        return [(float)(across * xx), (float)(across * xy * aspect), 0, (float)(down * yx / aspect), (float)(down * yy), 0];
    }
}
