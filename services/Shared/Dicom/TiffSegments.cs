namespace AxSpA.Cloud.Dicom;

/// <summary>Where the strips or tiles of a TIFF file lie, in the file and in the picture.</summary>
internal sealed class TiffSegments
{
    /// <summary>Tiles may overhang a small picture, but not without bound.</summary>
    private const long SmallTilePixels = 1 << 20;

    private readonly TiffLayout _layout;
    private readonly int _across;
    private readonly bool _tiled;
    private readonly uint[] _offsets;
    private readonly uint[] _byteCounts;

    private TiffSegments(TiffDirectory directory, TiffLayout layout)
    {
        _layout = layout;
        _tiled = directory.Has(TiffTag.TileWidth);
        var (rows, columns) = _tiled
            ? (directory.Value(TiffTag.TileLength), directory.Value(TiffTag.TileWidth))
            : (Math.Min(directory.Value(TiffTag.RowsPerStrip, uint.MaxValue), (uint)layout.Rows), (uint)layout.Columns);
        if (rows == 0 || columns == 0 || rows * (ulong)columns > (ulong)Math.Max(SmallTilePixels, (long)layout.Rows * layout.Columns))
            Refuse.Malformed("TIFF strips or tiles within the picture's size", $"{rows} × {columns}");
        (Rows, Columns) = ((int)rows, (int)columns);
        _across = (layout.Columns + Columns - 1) / Columns;
        var count = _across * ((layout.Rows + Rows - 1) / Rows);
        _offsets = directory.Values(_tiled ? TiffTag.TileOffsets : TiffTag.StripOffsets, count);
        _byteCounts = directory.Values(_tiled ? TiffTag.TileByteCounts : TiffTag.StripByteCounts, count);
    }

    /// <summary>Rows of a whole strip or tile.</summary>
    public int Rows { get; }

    /// <summary>Columns of a strip or tile.</summary>
    public int Columns { get; }

    public int Count => _offsets.Length;

    /// <exception cref="RadiographRefusedException">Missing or surplus segments, bytes outside the file, or too few to be true.</exception>
    public static TiffSegments Of(TiffDirectory directory, TiffLayout layout, int fileBytes)
    {
        var segments = new TiffSegments(directory, layout);
        segments.Check(fileBytes);
        return segments;
    }

    /// <summary>The bytes of a segment in the file.</summary>
    public ReadOnlyMemory<byte> Stored(ReadOnlyMemory<byte> file, int segment) => file.Slice((int)_offsets[segment], (int)_byteCounts[segment]);

    public int FirstRow(int segment) => segment / _across * Rows;

    public int FirstColumn(int segment) => segment % _across * Columns;

    /// <summary>Rows that the segment stores: a last strip ends with the picture, a tile is always whole.</summary>
    public int StoredRows(int segment) => _tiled ? Rows : Math.Min(Rows, _layout.Rows - FirstRow(segment));

    private void Check(int fileBytes)
    {
        for (var segment = 0; segment < Count; segment++)
        {
            var end = _offsets[segment] + (long)_byteCounts[segment];
            if (end > fileBytes)
                Refuse.Truncated($"TIFF image data up to byte {end}", $"the end of {fileBytes} bytes");
            var needed = (long)StoredRows(segment) * Columns * _layout.PixelBytes;
            if (_byteCounts[segment] * BestRatio(_layout.Compression) < needed)
                Refuse.Truncated($"TIFF image data for {needed} bytes in a strip or tile", $"{_byteCounts[segment]} bytes");
        }
    }

    /// <summary>The most bytes that one compressed byte can stand for.</summary>
    private static long BestRatio(TiffCompression compression) => compression switch
    {
        TiffCompression.None => 1,
        TiffCompression.PackBits => 64,
        TiffCompression.Lzw => 4096,
        _ => 1032,
    };
}
