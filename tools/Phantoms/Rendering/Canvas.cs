namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Attenuation of bone, metal and gas as it adds up along the beam, pixel by pixel (an exponent, no unit). Soft tissue is kept apart: it is smooth.</summary>
internal sealed class Canvas(int rows, int columns, float spacing)
{
    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Millimetres a pixel at the detector.</summary>
    public float Spacing { get; } = spacing;

    public float[] Values { get; } = new float[rows * columns];

    public Span<float> Row(int row) => Values.AsSpan(row * Columns, Columns);
}
