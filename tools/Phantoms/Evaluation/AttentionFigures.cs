namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>Where each model looks (paper, 3.3). Limits are the anatomy-aware model's; the standard one stands beside it.</summary>
internal static class AttentionFigures
{
    private const double LeastOnJoints = 3;
    private const double LeastOneSided = 2;
    private const double LeastLeft = 0.4, MostLeft = 0.6;

    public static IEnumerable<FigureDefinition> Each =>
    [
        .. OfModel(PhantomEvaluation.AnatomyAware, one => one.AnatomyAware, limited: true),
        .. OfModel(PhantomEvaluation.Standard, one => one.Standard, limited: false),
    ];

    private static IEnumerable<FigureDefinition> OfModel(string model, Func<MeasuredCase, ModelReading?> reading, bool limited)
    {
        return
        [
            Mean("joints", "share of heat on the joints", one => one.Joints),
            Mean("symphysis", "share of heat on the symphysis", one => one.Symphysis),
            Mean("hips", "share of heat on the hips", one => one.Hips),
            Figure("onJoints", "heat on the true joints over elsewhere in the crop", FigureLimit.AtLeast(LeastOnJoints), group => Ratio(group, one => reading(one)?.Attention is { OnJoints: { } on, Elsewhere: { } off } ? (on, off) : null)),
            Figure("oneSided", "one-sided disease, called positive: heat on its joint over the other", FigureLimit.AtLeast(LeastOneSided), group => Ratio(group, OneSided)),
            Figure("leftOfBilateral", "bilateral disease, called positive: left part of the joints' heat", FigureLimit.Within(LeastLeft, MostLeft), group => LeftPart(group, DiseaseSide.Bilateral, positive: true)),
            Figure("leftOfNegative", "no disease, called negative: left part of the joints' heat", FigureLimit.Within(LeastLeft, MostLeft), group => LeftPart(group, DiseaseSide.Negative, positive: false)),
        ];

        FigureDefinition Figure(string key, string name, FigureLimit? limit, Func<CaseGroup, FigureValue> of) => new($"attention, {model}", $"attention.{model}.{key}", name, limited ? limit : null, of);

        FigureDefinition Mean(string key, string name, Func<Attention, double> of)
            => Figure(key, name, null, group => FigureValue.Mean(group.Values(one => reading(one)?.Attention is { } attention ? of(attention) : null), group.Bootstrap));

        (double, double)? OneSided(MeasuredCase one) => (one.Case.Side, reading(one)) switch
        {
            (DiseaseSide.Left, { ExplainsPositive: true, Attention: { } attention }) => (attention.Left, attention.Right),
            (DiseaseSide.Right, { ExplainsPositive: true, Attention: { } attention }) => (attention.Right, attention.Left),
            _ => null,
        };

        FigureValue LeftPart(CaseGroup group, DiseaseSide side, bool positive)
            => FigureValue.Mean(group.Values(one => one.Case.Side == side && reading(one) is { } read && read.ExplainsPositive == positive ? read.Attention?.LeftPart : null), group.Bootstrap);
    }

    private static FigureValue Ratio(CaseGroup group, Func<MeasuredCase, (double Above, double Below)?> of)
        => FigureValue.Ratio([.. group.Cases.Select(of).OfType<(double, double)>()], group.Bootstrap);
}
