namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>A field that varies slowly: values on nodes <see cref="Step"/> pixels apart, read bilinearly.</summary>
internal sealed class CoarseGrid
{
    /// <summary>Pixels between nodes, about 4 mm.</summary>
    public const int Step = 16;

    private readonly float[] _values;

    public CoarseGrid(int pixelRows, int pixelColumns)
    {
        (Rows, Columns) = (((pixelRows - 1) / Step) + 2, ((pixelColumns - 1) / Step) + 2);
        _values = new float[Rows * Columns];
    }

    public int Rows { get; }

    public int Columns { get; }

    public Span<float> Line(int row) => _values.AsSpan(row * Columns, Columns);

    /// <summary>The field along a row of pixels.</summary>
    public void Read(int row, Span<float> pixels)
    {
        var above = Line(row / Step);
        var below = Line((row / Step) + 1);
        var part = row % Step / (float)Step;
        for (var node = 0; node * Step < pixels.Length; node++)
        {
            var from = above[node] + ((below[node] - above[node]) * part);
            var to = above[node + 1] + ((below[node + 1] - above[node + 1]) * part);
            var rise = (to - from) / Step;
            var run = pixels[(node * Step)..Math.Min((node + 1) * Step, pixels.Length)];
            for (var offset = 0; offset < run.Length; offset++)
                run[offset] = from + (rise * offset);
        }
    }

    /// <summary>Three running means each way, near a Gaussian; beyond the border the border's value goes on.</summary>
    public void Smooth(int reach)
    {
        var (row, column) = (new float[Columns], new float[Rows]);
        for (var pass = 0; pass < 3; pass++)
        {
            for (var at = 0; at < Rows; at++)
                Mean(_values.AsSpan(at * Columns, Columns), 1, Columns, reach, row);
            for (var at = 0; at < Columns; at++)
                Mean(_values.AsSpan(at), Columns, Rows, reach, column);
        }
    }

    private static void Mean(Span<float> values, int step, int count, int reach, float[] copy)
    {
        for (var index = 0; index < count; index++)
            copy[index] = values[index * step];
        var sum = 0f;
        for (var offset = -reach; offset <= reach; offset++)
            sum += copy[Math.Clamp(offset, 0, count - 1)];
        for (var index = 0; index < count; index++)
        {
            values[index * step] = sum / ((2 * reach) + 1);
            sum += copy[Math.Min(index + reach + 1, count - 1)] - copy[Math.Max(index - reach, 0)];
        }
    }
}
