using OpenCvSharp;

namespace AxSpA.Cloud.Imaging;

/// <summary>Several pictures on one, each with its words.</summary>
public static class ContactSheet
{
    private const HersheyFonts Font = HersheyFonts.HersheySimplex;
    private const int WidestCell = 340, NarrowestCell = 100, Step = 20;
    private const int Gap = 8;
    private const double LargestFont = 0.55;

    /// <summary>Of a line in pixels, at a font's scale of 1.</summary>
    private const int LineHeight = 36;

    /// <summary>Width over height of a cell's picture.</summary>
    private const double Aspect = 1.5;

    /// <summary>Levels nobody sees cost bytes: grey is kept to a quarter of them.</summary>
    private const int KeptLevels = 0xFC;

    private static readonly Scalar Paper = new(20, 20, 20);
    private static readonly Scalar Ink = new(236, 236, 236);

    /// <summary>Draws the sheet as large as fits.</summary>
    /// <param name="cells">Row after row.</param>
    /// <param name="columns">Cells of a row.</param>
    /// <param name="mostBytes">Of the PNG; cells shrink until it fits, to 100 pixels' width at the least.</param>
    /// <returns>A colour PNG.</returns>
    /// <exception cref="ArgumentException">No cells, or a cell's region lies outside its picture.</exception>
    public static byte[] Draw(IReadOnlyList<ContactSheetCell> cells, int columns, int mostBytes)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (cells.Count == 0)
            throw new ArgumentException("expected cells, found none", nameof(cells));
        var regions = cells.Select(RegionOf).ToList();
        try
        {
            for (var width = WidestCell; ; width -= Step)
            {
                var sheet = Draw(cells, regions, columns, width);
                if (sheet.Length <= mostBytes || width <= NarrowestCell)
                    return sheet;
            }
        }
        finally
        {
            regions.ForEach(region => region.Dispose());
        }
    }

    private static Mat RegionOf(ContactSheetCell cell)
    {
        using var picture = Cv2.ImDecode(cell.Picture, ImreadModes.Color);
        var region = cell.Region;
        if (region is not { X: >= 0, Y: >= 0, Width: >= 1, Height: >= 1 } || region.X + region.Width > picture.Cols || region.Y + region.Height > picture.Rows)
            throw new ArgumentException($"expected a region inside {picture.Cols} × {picture.Rows} pixels, found {region}", nameof(cell));
        using var part = new Mat(picture, new Rect(region.X, region.Y, region.Width, region.Height));
        return part.Clone();
    }

    private static byte[] Draw(IReadOnlyList<ContactSheetCell> cells, List<Mat> regions, int columns, int width)
    {
        var height = (int)(width / Aspect);
        var scale = cells.SelectMany(cell => cell.Words).Select(words => (double)width / Cv2.GetTextSize(words, Font, 1, 1, out _).Width).Append(LargestFont).Min();
        var line = (int)(LineHeight * scale);
        var rows = (cells.Count + columns - 1) / columns;
        var cellHeight = height + (line * cells.Max(cell => cell.Words.Count)) + (line / 2);
        using var sheet = new Mat((rows * (cellHeight + Gap)) + Gap, (Math.Min(columns, cells.Count) * (width + Gap)) + Gap, MatType.CV_8UC3, Paper);
        for (var place = 0; place < cells.Count; place++)
        {
            var (x, y) = (Gap + (place % columns * (width + Gap)), Gap + (place / columns * (cellHeight + Gap)));
            Fit(regions[place], sheet, new Rect(x, y, width, height));
            for (var row = 0; row < cells[place].Words.Count; row++)
                Cv2.PutText(sheet, cells[place].Words[row], new Point(x, y + height + (line * (row + 1))), Font, scale, Ink, 1, LineTypes.AntiAlias);
        }

        Cv2.ImEncode(".png", sheet, out var file, [(int)ImwriteFlags.PngCompression, 9]);
        return file;
    }

    /// <summary>The whole region, as large as the cell takes it, in its middle.</summary>
    private static void Fit(Mat region, Mat sheet, Rect cell)
    {
        var scale = Math.Min((double)cell.Width / region.Cols, (double)cell.Height / region.Rows);
        var (width, height) = (Math.Clamp((int)(region.Cols * scale), 1, cell.Width), Math.Clamp((int)(region.Rows * scale), 1, cell.Height));
        using var small = new Mat();
        Cv2.Resize(region, small, new Size(width, height), interpolation: InterpolationFlags.Area);
        using var levels = new Mat(small.Size(), small.Type(), Scalar.All(KeptLevels));
        Cv2.BitwiseAnd(small, levels, small);
        using var target = new Mat(sheet, new Rect(cell.X + ((cell.Width - width) / 2), cell.Y + ((cell.Height - height) / 2), width, height));
        small.CopyTo(target);
    }
}
