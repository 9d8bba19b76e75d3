using System.Numerics.Tensors;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What can be said of a radiograph without looking at bone: if that told the classes apart, the task would be none.</summary>
public sealed record PictureFeatures(double Mean, double Contrast, int Rows, int Columns, double SpacingMm)
{
    /// <summary>Mean and standard deviation of the grey values as shares of their largest; spacing 0 where the file does not say.</summary>
    public static PictureFeatures Of(Radiograph radiograph, double? spacingMm)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        var values = radiograph.Grey.Values;
        double largest = Math.Max(TensorPrimitives.Max(values), (ushort)1);
        var (sum, squares) = (0L, 0.0);
        foreach (var value in values)
        {
            sum += value;
            squares += (double)value * value;
        }

        var mean = (double)sum / values.Length;
        var deviation = Math.Sqrt(Math.Max(0, (squares / values.Length) - (mean * mean)));
        return new PictureFeatures(mean / largest, deviation / largest, radiograph.Rows, radiograph.Columns, spacingMm ?? 0);
    }

    /// <summary>As numbers for a regression.</summary>
    internal double[] Values => [Mean, Contrast, Rows, Columns, SpacingMm];
}
