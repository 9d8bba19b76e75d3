using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>Bone made dense beside the joint, widest low on the iliac side, where it looks like a triangle.</summary>
internal sealed class Sclerosis
{
    private readonly float[] _reach;
    private readonly float _height;
    private readonly float _sacralShare;

    private Sclerosis(float amount, float height, float sacralShare, float[] reach)
    {
        Amount = amount;
        (_height, _sacralShare, _reach) = (height, sacralShare, reach);
    }

    /// <summary>0 none, about 1 dense and broad.</summary>
    public float Amount { get; }

    public static Sclerosis Of(RandomSource side, Severity severity)
    {
        var chance = side.For("sclerosis");
        var amount = severity.Amount([0, 0.12f, 0.42f, 0.85f, 0.55f]) * (float)chance.Between(0.45, 1.35);
        var (middle, spread) = ((float)chance.Between(0.5, 0.8), (float)chance.Between(0.14, 0.28));
        var share = (float)chance.Between(0.1, 0.5);
        var rough = LineNoise.Of(chance, 9);
        var reach = new float[LineNoise.Samples];
        for (var sample = 0; sample < reach.Length; sample++)
        {
            var from = ((sample / (float)(reach.Length - 1)) - middle) / spread;
            reach[sample] = Math.Max(0, (1.2f + (7 * amount)) * MathF.Exp(-0.5f * from * from) * (1 + (0.25f * rough[sample])));
        }

        return new Sclerosis(amount, 0.3f * Math.Min(amount, 1.1f), share, reach);
    }

    /// <summary>Attenuation added.</summary>
    /// <param name="sample">Place along the joint, 0 to <see cref="LineNoise.Samples"/> − 1.</param>
    /// <param name="offset">Millimetres lateral of the sacral margin.</param>
    /// <param name="width">The joint space's width there.</param>
    public float At(int sample, float offset, float width)
    {
        if (_height == 0)
            return 0;
        var (beyond, share) = offset > width ? (offset - width, 1) : (-offset, _sacralShare);
        var reach = _reach[sample] * (offset > width ? 1 : 0.6f);
        if (beyond <= 0 || reach <= 0.3f)
            return 0;
        var part = beyond / reach;
        return _height * share * Math.Min(1, reach / 3) * MathF.Exp(-part * part) * LineNoise.Smooth(0, 0.8f, beyond);
    }
}
