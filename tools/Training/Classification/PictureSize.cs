using System.Globalization;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Rows and columns of the picture that the classifier is shown.</summary>
public readonly record struct PictureSize(int Rows, int Columns)
{
    /// <summary>The largest side taken: far above what a classifier sees, so that a slip of the pen doesn't ask for all memory.</summary>
    public const int LargestSide = 4096;

    /// <summary>Reads <c>416x628</c>.</summary>
    /// <exception cref="ArgumentException">Not two whole numbers from 32 to <see cref="LargestSide"/>.</exception>
    public static PictureSize Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sides = text.Split('x', '×');
        // Five halvings leave something of 32 pixels.
        if (sides.Length == 2 && Side(sides[0]) is { } rows && Side(sides[1]) is { } columns)
            return new PictureSize(rows, columns);
        throw new ArgumentException($"expected ROWSxCOLUMNS with sides from 32 to {LargestSide}, found '{text}'", nameof(text));
    }

    public override string ToString() => $"{Rows}x{Columns}";

    private static int? Side(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side is >= 32 and <= LargestSide ? side : null;
}
