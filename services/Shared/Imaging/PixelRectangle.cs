namespace AxSpA.Cloud.Imaging;

/// <summary>A rectangle of whole pixels in the upright radiograph: <see cref="X"/> counts columns from the left, <see cref="Y"/> rows from the top.</summary>
/// <param name="X">First column, 0-based.</param>
/// <param name="Y">First row, 0-based.</param>
/// <param name="Width">Columns covered, at least 1.</param>
/// <param name="Height">Rows covered, at least 1.</param>
public readonly record struct PixelRectangle(int X, int Y, int Width, int Height);
