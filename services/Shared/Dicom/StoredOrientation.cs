using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>How stored pixels become upright: first transposed, then reversed.</summary>
/// <param name="Transposed">Stored rows are upright columns.</param>
/// <param name="RowsReversed">The upright top row comes last.</param>
/// <param name="ColumnsReversed">The upright left column comes last.</param>
internal readonly record struct StoredOrientation(bool Transposed, bool RowsReversed, bool ColumnsReversed)
{
    /// <summary>Side of the square that is transposed at a time: two of them fit the first-level cache.</summary>
    private const int Block = 64;

    public static StoredOrientation Upright => default;

    /// <summary>The orientation tag of TIFF 6.0 and EXIF: where the stored first row and first column lie in the upright picture.</summary>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.UnsupportedOrientation"/>: not 1..8.</exception>
    public static StoredOrientation FromTag(uint tag) => tag switch
    {
        1 => Upright,
        2 => new(false, false, true),
        3 => new(false, true, true),
        4 => new(false, true, false),
        5 => new(true, false, false),
        6 => new(true, false, true),
        7 => new(true, true, true),
        8 => new(true, true, false),
        _ => throw new RadiographRefusedException(RefusalReason.UnsupportedOrientation, "an orientation tag of 1 to 8", $"{tag}"),
    };

    /// <summary>The upright plane; <paramref name="stored"/> itself where it is upright already, else a copy.</summary>
    public Plane<ushort> Turn(ushort[] stored, int storedRows, int storedColumns)
    {
        if (this == Upright)
            return new Plane<ushort>(storedRows, storedColumns, stored);
        var (rows, columns) = Transposed ? (storedColumns, storedRows) : (storedRows, storedColumns);
        var upright = GC.AllocateUninitializedArray<ushort>(stored.Length);
        if (Transposed)
            Transpose(stored, upright, rows, columns);
        else
            Copy(stored, upright, rows, columns);
        return new Plane<ushort>(rows, columns, upright);
    }

    private void Copy(ushort[] stored, ushort[] upright, int rows, int columns)
    {
        for (var row = 0; row < rows; row++)
        {
            var target = upright.AsSpan(row * columns, columns);
            stored.AsSpan((RowsReversed ? rows - 1 - row : row) * columns, columns).CopyTo(target);
            if (ColumnsReversed)
                target.Reverse();
        }
    }

    private void Transpose(ushort[] stored, ushort[] upright, int rows, int columns)
    {
        for (var top = 0; top < rows; top += Block)
        {
            for (var left = 0; left < columns; left += Block)
            {
                for (var row = top; row < Math.Min(top + Block, rows); row++)
                {
                    var storedColumn = RowsReversed ? rows - 1 - row : row;
                    for (var column = left; column < Math.Min(left + Block, columns); column++)
                    {
                        var storedRow = ColumnsReversed ? columns - 1 - column : column;
                        upright[(row * columns) + column] = stored[(storedRow * rows) + storedColumn];
                    }
                }
            }
        }
    }
}
