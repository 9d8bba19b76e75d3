namespace AxSpA.Cloud.Dicom;

/// <summary>DICOM Patient Orientation (0020,0020): towards which side of the patient rows and columns run (PS3.3 section C.7.6.1.1.1).</summary>
/// <remarks>Upright is <c>L\F</c>: along a row towards the patient's left, down a column towards the feet.</remarks>
internal static class PatientOrientation
{
    /// <summary>Letters of one body axis; a direction takes at most one of each.</summary>
    private static readonly string[] Axes = ["LR", "HF", "AP"];

    /// <param name="value">Two directions such as <c>L\F</c>, each up to three letters, the first the principal one.</param>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.UnsupportedOrientation"/>: other text, or not a frontal picture.</exception>
    public static StoredOrientation Parse(string value)
    {
        var parts = value.Split('\\');
        if (parts.Length != 2 || !IsDirection(parts[0].Trim()) || !IsDirection(parts[1].Trim()))
            throw Refused("other text");
        return (parts[0].Trim()[0], parts[1].Trim()[0]) switch
        {
            (var row and ('L' or 'R'), var column and ('H' or 'F')) => new StoredOrientation(false, column == 'H', row == 'R'),
            (var row and ('H' or 'F'), var column and ('L' or 'R')) => new StoredOrientation(true, row == 'H', column == 'R'),
            var (row, column) => throw Refused($"{row}\\{column}"),
        };
    }

    private static bool IsDirection(string text)
        => text.Length is >= 1 and <= 3
            && text.All(letter => Axes.Any(axis => axis.Contains(letter)))
            && Axes.All(axis => text.Count(letter => axis.Contains(letter)) <= 1);

    private static RadiographRefusedException Refused(string found) => new(
        RefusalReason.UnsupportedOrientation, @"a Patient Orientation with one direction of L or R and one of H or F, such as L\F", found);
}
