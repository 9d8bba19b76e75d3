using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Dicom;

/// <summary>
/// Takes decoded rows and turns them to grey. Stays with the plain channel while red, green and blue are equal; from the first coloured pixel
/// on, all that was and will be written is luminance.
/// </summary>
/// <param name="rows">Rows as stored.</param>
/// <param name="columns">Columns as stored.</param>
/// <param name="blueFirst">Colour samples come as blue, green, red.</param>
internal sealed class GreyCanvas(int rows, int columns, bool blueFirst = false)
{
    private readonly ushort[] _values = GC.AllocateUninitializedArray<ushort>(checked(rows * columns));
    private readonly int _red = blueFirst ? 2 : 0;
    private readonly int _blue = blueFirst ? 0 : 2;
    private bool _coloured;

    /// <summary>All pixels, for grey values that are written straight to their place.</summary>
    public Span<ushort> Grey => _values;

    /// <summary>Writes pixels at <paramref name="column"/>, <paramref name="column"/> + <paramref name="step"/>, … of a row.</summary>
    /// <param name="row">Row as stored.</param>
    /// <param name="column">Column of the first pixel.</param>
    /// <param name="step">Columns from a pixel to the next.</param>
    /// <param name="samples">Interleaved samples, all pixels' worth.</param>
    /// <param name="channels">1 grey, 2 grey and opacity, 3 colour, 4 colour and opacity.</param>
    public void Write(int row, int column, int step, ReadOnlySpan<ushort> samples, int channels)
    {
        var target = _values.AsSpan(row * columns, columns);
        if (channels == 1 && step == 1)
        {
            samples.CopyTo(target[column..]);
            return;
        }

        if (channels >= 3 && !_coloured && IsColoured(samples, channels))
            BecomeColoured();
        for (var at = 0; at < samples.Length; at += channels, column += step)
        {
            target[column] = channels >= 3 && _coloured
                ? Luminance.Rounded(samples[at + _red], samples[at + 1], samples[at + _blue])
                : samples[at];
        }
    }

    public Radiograph ToRadiograph(GreyDepth depth, StoredOrientation orientation) => new(orientation.Turn(_values, rows, columns), depth);

    private static bool IsColoured(ReadOnlySpan<ushort> samples, int channels)
    {
        for (var at = 0; at < samples.Length; at += channels)
        {
            if (samples[at] != samples[at + 1] || samples[at] != samples[at + 2])
                return true;
        }

        return false;
    }

    private void BecomeColoured()
    {
        _coloured = true;
        // Pixels not yet written hold anything and are written later.
        foreach (ref var value in _values.AsSpan())
            value = Luminance.Rounded(value, value, value);
    }
}
