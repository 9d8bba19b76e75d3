namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Bones, joints and crops against the truth.</summary>
internal static class BoneFigures
{
    private const double SacrumDice = 0.95;
    private const double IliumDice = 0.97;
    private const double AlmostAll = 0.99;
    private const double Usual = 0.95;
    private const double Low = 0.05;

    private static readonly (string Key, string Name, double Least, Func<BoneDice, double> Of)[] Bones =
    [
        ("sacrum", "sacrum", SacrumDice, dice => dice.Sacrum),
        ("leftIlium", "left ilium", IliumDice, dice => dice.LeftIlium),
        ("rightIlium", "right ilium", IliumDice, dice => dice.RightIlium),
    ];

    public static IEnumerable<FigureDefinition> Each =>
    [
        .. Bones.SelectMany(OfBone),
        new("joints", "joints.bothFound", "both joints found", FigureLimit.AtLeast(AlmostAll), group => Share(group, one => one.BothFound)),
        new("joints", "joints.bothByIntersection", "both by intersection", FigureLimit.AtLeast(Usual), group => Share(group, one => one.BothByIntersection)),
        new("joints", "crop.rightSize", $"crop contains both true joints, area at most {CropMeasure.LargestAreaRatio} × their box", FigureLimit.AtLeast(AlmostAll), group => Share(group, one => one.Crop is { ContainsBoth: true, Tight: true })),
        new("joints", "crop.containsBoth", "crop contains both true joints", null, group => Share(group, one => one.Crop is { ContainsBoth: true })),
        new("joints", "crop.insideMean", "share of the true joints' pixels in the crop, mean", null, group => FigureValue.Mean(group.Values(one => (one.Crop?.InsideLeft + one.Crop?.InsideRight) / 2), group.Bootstrap)),
        new("joints", "crop.areaRatioMean", "area of the crop over the joints' box, mean", null, group => FigureValue.Mean(group.Values(one => one.Crop?.AreaRatio), group.Bootstrap)),
        new("joints", "crop.areaRatioP95", "area of the crop over the joints' box, 95th percentile", null, group => FigureValue.Quantile(group.Values(one => one.Crop?.AreaRatio), 1 - Low)),
    ];

    private static IEnumerable<FigureDefinition> OfBone((string Key, string Name, double Least, Func<BoneDice, double> Of) bone) =>
    [
        new("segmentation", $"dice.{bone.Key}.mean", $"Dice {bone.Name}, mean", FigureLimit.AtLeast(bone.Least), group => FigureValue.Mean(group.Values(one => bone.Of(one.Dice)), group.Bootstrap)),
        new("segmentation", $"dice.{bone.Key}.p05", $"Dice {bone.Name}, 5th percentile", null, group => FigureValue.Quantile(group.Values(one => bone.Of(one.Dice)), Low)),
    ];

    private static FigureValue Share(CaseGroup group, Func<MeasuredCase, bool> holds) => FigureValue.Share([.. group.Cases.Select(holds)]);
}
