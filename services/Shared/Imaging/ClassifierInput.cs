namespace AxSpA.Cloud.Imaging;

/// <summary>What the classifier sees, and where it lies in the radiograph.</summary>
/// <param name="Values">Rows × columns, 0..1, mirrored, padded with 0.</param>
/// <param name="Geometry">The way back to the radiograph's pixels.</param>
public sealed record ClassifierInput(Plane<float> Values, InputGeometry Geometry)
{
    /// <summary>From grey pixels to the network's input: mirror, contrast step, resize, cut or pad.</summary>
    /// <param name="pixels">The crop, or the whole radiograph for the standard model; upright.</param>
    /// <param name="source">Where <paramref name="pixels"/> lies in the upright radiograph.</param>
    /// <param name="rules">The model's preprocessing version.</param>
    public static ClassifierInput From(Radiograph pixels, PixelRectangle source, PreprocessingRules rules)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        var enhanced = ContrastStep.Enhance(Orientation.MirrorColumns(pixels.Grey), rules);
        return FromEnhanced(enhanced, source, rules);
    }

    /// <summary>Resizes bilinearly with aligned corners so that the longer side fits the input's longer side, then cuts or pads centrally.</summary>
    /// <param name="enhanced">The contrast step's result: rows × columns, mirrored.</param>
    /// <param name="source">Where it lies in the upright radiograph; same rows and columns.</param>
    /// <param name="rules">The model's preprocessing version: rows and columns of the input.</param>
    /// <remarks>Source: the published app. Agrees with it within 2e-6 given the same enhanced picture.</remarks>
    /// <exception cref="ArgumentException">The rectangle has another size than the picture.</exception>
    public static ClassifierInput FromEnhanced(Plane<float> enhanced, PixelRectangle source, PreprocessingRules rules)
    {
        ArgumentNullException.ThrowIfNull(enhanced);
        ArgumentNullException.ThrowIfNull(rules);
        if ((source.Height, source.Width) != (enhanced.Rows, enhanced.Columns))
            throw new ArgumentException($"expected a rectangle of {enhanced.Rows} × {enhanced.Columns} pixels, found {source.Height} × {source.Width}", nameof(source));

        var (inputRows, inputColumns) = (rules.ClassifierRows, rules.ClassifierColumns);
        var (rows, columns) = Resizing.FitLongestSide(enhanced.Rows, enhanced.Columns, Math.Max(inputRows, inputColumns));
        var resized = Resizing.Bilinear(enhanced, rows, columns, alignCorners: true);
        var geometry = new InputGeometry(
            source,
            Mirrored: true,
            rows,
            columns,
            Resizing.CentreOffset(rows, inputRows),
            Resizing.CentreOffset(columns, inputColumns),
            inputRows,
            inputColumns);
        return new ClassifierInput(Resizing.CentreCropOrPad(resized, inputRows, inputColumns), geometry);
    }
}
