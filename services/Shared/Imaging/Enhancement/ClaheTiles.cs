namespace AxSpA.Cloud.Imaging;

/// <summary>The tiles of one picture: each holds a mapping of bins to grey levels, and every pixel blends those of its four neighbours.</summary>
internal sealed class ClaheTiles
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _tileRows;
    private readonly int _tileColumns;
    private readonly int _down;
    private readonly int _across;

    public ClaheTiles(int rows, int columns)
    {
        (_rows, _columns) = (rows, columns);
        (_tileRows, _tileColumns) = (Math.Max(rows / 8, 1), Math.Max(columns / 8, 1));
        (_down, _across) = ((rows + _tileRows - 1) / _tileRows, (columns + _tileColumns - 1) / _tileColumns);
    }

    private int TilePixels => _tileRows * _tileColumns;

    /// <summary>A mapping of 256 bins to grey levels for each tile, tiles row after row.</summary>
    public ushort[] Mappings(Plane<byte> binned, double clipShare)
    {
        var limit = Math.Max(1, (int)Math.Floor(clipShare * TilePixels));
        var mappings = new ushort[_down * _across * Clahe.Bins];
        Parallel.For(0, _down * _across, tile =>
        {
            Span<int> counts = stackalloc int[Clahe.Bins];
            counts.Clear();
            Count(binned, tile, counts);
            ClippedHistogram.Clip(counts, limit);
            Accumulate(counts, mappings.AsSpan(tile * Clahe.Bins, Clahe.Bins));
        });
        return mappings;
    }

    /// <summary>The grey levels of a row, whole numbers 0..16383.</summary>
    public void BlendRow(Plane<byte> binned, ushort[] mappings, int row, Span<float> result)
    {
        var bins = binned.Row(row);
        // Blocks are tiles shifted by half a tile, so that each blends the tiles around it.
        var (rowBlock, rowOffset) = Math.DivRem(row + (_tileRows / 2), _tileRows);
        var (upper, lower) = (Math.Max(rowBlock - 1, 0), Math.Min(rowBlock, _down - 1));
        var lowerWeight = (double)rowOffset / _tileRows;
        var upperWeight = 1 - lowerWeight;
        for (var column = 0; column < bins.Length;)
        {
            var (block, offset) = Math.DivRem(column + (_tileColumns / 2), _tileColumns);
            var (left, right) = (Math.Max(block - 1, 0), Math.Min(block, _across - 1));
            var upperLeft = Mapping(mappings, upper, left);
            var upperRight = Mapping(mappings, upper, right);
            var lowerLeft = Mapping(mappings, lower, left);
            var lowerRight = Mapping(mappings, lower, right);
            var end = Math.Min(column + _tileColumns - offset, bins.Length);
            for (; column < end; column++, offset++)
            {
                var rightWeight = (double)offset / _tileColumns;
                var leftWeight = 1 - rightWeight;
                var bin = bins[column];
                // Products in double, sums in single, in this order, then truncated: rounding moves grey levels.
                var grey = (float)(upperLeft[bin] * (leftWeight * upperWeight));
                grey += (float)(upperRight[bin] * (rightWeight * upperWeight));
                grey += (float)(lowerLeft[bin] * (leftWeight * lowerWeight));
                grey += (float)(lowerRight[bin] * (rightWeight * lowerWeight));
                result[column] = (int)grey;
            }
        }
    }

    private ReadOnlySpan<ushort> Mapping(ushort[] mappings, int down, int across)
        => mappings.AsSpan(((down * _across) + across) * Clahe.Bins, Clahe.Bins);

    private void Count(Plane<byte> binned, int tile, Span<int> counts)
    {
        var (down, across) = Math.DivRem(tile, _across);
        var (top, left) = (down * _tileRows, across * _tileColumns);
        var inside = Math.Min(_tileColumns, _columns - left);
        for (var row = top; row < top + _tileRows; row++)
        {
            var bins = binned.Row(Mirrored(row, _rows));
            foreach (var bin in bins.Slice(left, inside))
                counts[bin]++;
            for (var column = left + inside; column < left + _tileColumns; column++)
                counts[bins[Mirrored(column, _columns)]]++;
        }
    }

    private void Accumulate(ReadOnlySpan<int> counts, Span<ushort> mapping)
    {
        var scale = (double)(Clahe.GreyLevels - 1) / TilePixels;
        var cumulative = 0L;
        for (var bin = 0; bin < mapping.Length; bin++)
        {
            cumulative += counts[bin];
            mapping[bin] = (ushort)Math.Min(Clahe.GreyLevels - 1, cumulative * scale);
        }
    }

    // The last tiles reach beyond the picture, by less than a tile: it is mirrored there without repeating the border pixel.
    private static int Mirrored(int index, int size) => index < size ? index : (2 * (size - 1)) - index;
}
