namespace AxSpA.Cloud.Imaging;

/// <summary>The canonical radiograph: upright, one grey channel, larger values brighter, the patient's right at column 0.</summary>
public sealed class Radiograph
{
    /// <param name="grey">Rows × columns grey values; 0..255 where <paramref name="depth"/> is <see cref="GreyDepth.Eight"/>.</param>
    /// <param name="depth">The pixel type the values came in.</param>
    /// <exception cref="ArgumentException">An 8-bit radiograph holds a value above 255.</exception>
    public Radiograph(Plane<ushort> grey, GreyDepth depth)
    {
        ArgumentNullException.ThrowIfNull(grey);
        if (depth == GreyDepth.Eight && grey.Values.ContainsAnyExceptInRange((ushort)0, (ushort)255))
            throw new ArgumentException("an 8-bit radiograph takes values 0..255, a larger one was given", nameof(grey));
        Grey = grey;
        Depth = depth;
    }

    public Plane<ushort> Grey { get; }

    public GreyDepth Depth { get; }

    public int Rows => Grey.Rows;

    public int Columns => Grey.Columns;
}
