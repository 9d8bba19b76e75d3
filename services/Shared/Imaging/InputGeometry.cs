namespace AxSpA.Cloud.Imaging;

/// <summary>How a part of the upright radiograph came to lie on the classifier's input grid: all that is needed to find the way back.</summary>
/// <param name="Source">The part of the upright radiograph that was fed, in pixels.</param>
/// <param name="Mirrored">Whether left and right were exchanged.</param>
/// <param name="ResizedRows">Rows after resizing with aligned corners.</param>
/// <param name="ResizedColumns">Columns after resizing with aligned corners.</param>
/// <param name="TopOffset">Input row on which the resized picture's row 0 lies; negative where rows were cut off, positive where they were padded.</param>
/// <param name="LeftOffset">Input column on which the resized picture's column 0 lies; negative where columns were cut off, positive where they were padded.</param>
/// <param name="InputRows">Rows of the network's input.</param>
/// <param name="InputColumns">Columns of the network's input.</param>
public sealed record InputGeometry(
    PixelRectangle Source,
    bool Mirrored,
    int ResizedRows,
    int ResizedColumns,
    int TopOffset,
    int LeftOffset,
    int InputRows,
    int InputColumns)
{
    /// <summary>Input row, fractional, of a radiograph's row; outside 0..<see cref="InputRows"/> − 1 where it was cut off.</summary>
    public double InputRowOf(int row) => Aligned(row - Source.Y, Source.Height, ResizedRows) + TopOffset;

    /// <summary>Input column, fractional, of a radiograph's column; outside 0..<see cref="InputColumns"/> − 1 where it was cut off.</summary>
    public double InputColumnOf(int column)
    {
        var inside = column - Source.X;
        return Aligned(Mirrored ? Source.Width - 1 - inside : inside, Source.Width, ResizedColumns) + LeftOffset;
    }

    /// <summary>
    /// The part of <see cref="Source"/> that the network saw: all of it, or what was left where it is too tall or wide for the input and was cut off. None
    /// where nothing of it came to lie on the input.
    /// </summary>
    public PixelRectangle? Seen()
    {
        var columns = Enumerable.Range(Source.X, Source.Width).Where(column => Sees(InputColumnOf(column), InputColumns)).ToList();
        var rows = Enumerable.Range(Source.Y, Source.Height).Where(row => Sees(InputRowOf(row), InputRows)).ToList();
        return columns.Count > 0 && rows.Count > 0 ? new PixelRectangle(columns[0], rows[0], columns.Count, rows.Count) : null;
    }

    /// <summary>Whether a position lies on a line of cells: a cell reaches half a pixel to both sides of its centre.</summary>
    internal static bool Sees(double position, int size) => position >= -0.5 && position <= size - 0.5;

    // The inverse of aligned corners; a single line or column went to every one.
    private static double Aligned(int index, int source, int resized)
        => source > 1 ? (double)index * (resized - 1) / (source - 1) : (resized - 1) / 2.0;
}
