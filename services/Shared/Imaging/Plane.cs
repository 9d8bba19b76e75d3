namespace AxSpA.Cloud.Imaging;

/// <summary>A rectangle of values, immutable once made: <see cref="Rows"/> × <see cref="Columns"/>, row-major, row 0 at the top.</summary>
/// <remarks>
/// Everything inside the system is upright (row, column) with the patient's right at column 0.
/// The array given to the constructor is owned by the plane afterwards and must not be written again.
/// </remarks>
/// <typeparam name="T">Type of a value; <see cref="byte"/> for masks and label maps, <see cref="ushort"/> for grey, <see cref="float"/> for network values.</typeparam>
public sealed class Plane<T>
    where T : unmanaged
{
    private readonly T[] _values;

    /// <exception cref="ArgumentException">A side is below 1, or the number of values is not rows × columns.</exception>
    public Plane(int rows, int columns, T[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentNullException.ThrowIfNull(values);
        if (values.LongLength != (long)rows * columns)
            throw new ArgumentException($"a plane of {rows} × {columns} takes {(long)rows * columns} values, {values.LongLength} were given", nameof(values));
        Rows = rows;
        Columns = columns;
        _values = values;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>All values, row after row.</summary>
    public ReadOnlySpan<T> Values => _values;

    /// <summary>The same values as <see cref="Values"/>, for code that keeps them across a call.</summary>
    public ReadOnlyMemory<T> Memory => _values;

    public T this[int row, int column] => Row(row)[column];

    public ReadOnlySpan<T> Row(int row) => _values.AsSpan(row * Columns, Columns);
}
