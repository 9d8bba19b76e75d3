namespace AxSpA.Cloud.Dicom;

/// <summary>One pass over a PNG's pixels: the whole picture, or one of Adam7's seven lattices.</summary>
/// <param name="FirstRow">Row of its first pixel.</param>
/// <param name="FirstColumn">Column of its first pixel.</param>
/// <param name="RowStep">Rows from one of its rows to the next.</param>
/// <param name="ColumnStep">Columns from one of its pixels to the next.</param>
internal readonly record struct PngPass(int FirstRow, int FirstColumn, int RowStep, int ColumnStep)
{
    private static readonly PngPass[] Whole = [new(0, 0, 1, 1)];

    private static readonly PngPass[] Adam7 =
    [
        new(0, 0, 8, 8), new(0, 4, 8, 8), new(4, 0, 8, 4), new(0, 2, 4, 4), new(2, 0, 4, 2), new(0, 1, 2, 2), new(1, 0, 2, 1),
    ];

    public static IReadOnlyList<PngPass> Of(PngHeader header) => header.Interlaced ? Adam7 : Whole;

    public int Rows(PngHeader header) => Columns(header) == 0 ? 0 : (header.Rows - FirstRow + RowStep - 1) / RowStep;

    public int Columns(PngHeader header) => (header.Columns - FirstColumn + ColumnStep - 1) / ColumnStep;

    /// <summary>Bytes of one of its rows, without the filter byte in front.</summary>
    public int RowBytes(PngHeader header) => Columns(header) * header.PixelBytes;
}
