using System.Globalization;
using System.Text;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>A line a case with everything that was measured of it, to find out why a figure is what it is. What does not exist is empty.</summary>
public static class CasesCsv
{
    private static readonly (string Name, Func<MeasuredCase, object?> Of)[] Columns =
    [
        ("file", one => one.Case.File),
        ("site", one => one.Case.Site),
        ("subject", one => one.Case.Subject),
        ("truth", one => one.Case.Truth ? 1 : 0),
        ("grade_left", one => one.Case.GradeLeft),
        ("grade_right", one => one.Case.GradeRight),
        ("dice_sacrum", one => one.Dice.Sacrum),
        ("dice_left_ilium", one => one.Dice.LeftIlium),
        ("dice_right_ilium", one => one.Dice.RightIlium),
        ("joint_left", one => one.LeftJoint),
        ("joint_right", one => one.RightJoint),
        ("crop_inside_left", one => one.Crop?.InsideLeft),
        ("crop_inside_right", one => one.Crop?.InsideRight),
        ("crop_area_ratio", one => one.Crop?.AreaRatio),
        .. OfModel("anatomy_aware", one => one.AnatomyAware),
        .. OfModel("standard", one => one.Standard),
        ("mean", one => one.Features.Mean),
        ("contrast", one => one.Features.Contrast),
        ("rows", one => one.Features.Rows),
        ("columns", one => one.Features.Columns),
        ("spacing_mm", one => one.Features.SpacingMm),
    ];

    public static string Of(IEnumerable<MeasuredCase> cases)
    {
        ArgumentNullException.ThrowIfNull(cases);
        var text = new StringBuilder().AppendJoin(',', Columns.Select(column => column.Name)).Append('\n');
        foreach (var one in cases)
            text.AppendJoin(',', Columns.Select(column => Cell(column.Of(one)))).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<(string Name, Func<MeasuredCase, object?> Of)> OfModel(string model, Func<MeasuredCase, ModelReading?> reading) =>
    [
        ($"{model}_probability", one => reading(one)?.Probability),
        ($"{model}_explains_positive", one => reading(one) is { } read ? (read.ExplainsPositive ? 1 : 0) : null),
        ($"{model}_heat_left", one => reading(one)?.Attention?.Left),
        ($"{model}_heat_right", one => reading(one)?.Attention?.Right),
        ($"{model}_heat_symphysis", one => reading(one)?.Attention?.Symphysis),
        ($"{model}_heat_hips", one => reading(one)?.Attention?.Hips),
        ($"{model}_on_joints", one => reading(one)?.Attention?.OnJoints),
        ($"{model}_elsewhere", one => reading(one)?.Attention?.Elsewhere),
    ];

    private static string Cell(object? value) => value switch
    {
        null => "",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        // Names of files, sites and subjects come from a manifest that quotes them where it must.
        string text when text.AsSpan().ContainsAny(",\"\n") => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => $"{value}",
    };
}
