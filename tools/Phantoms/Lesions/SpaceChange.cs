using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>A joint space that widens in places and narrows in others, with margins that lose their sharp line.</summary>
internal sealed class SpaceChange
{
    private readonly float[] _pattern;
    private readonly float[] _roughness;

    private SpaceChange(float amount, float blur, float[] pattern, float[] roughness)
    {
        (Amount, Blur) = (amount, blur);
        (_pattern, _roughness) = (pattern, roughness);
    }

    /// <summary>0 even, about 1 widths from a quarter to twice the usual.</summary>
    public float Amount { get; }

    /// <summary>0 a sharp margin, 1 none.</summary>
    public float Blur { get; }

    public static SpaceChange Of(RandomSource side, Severity severity)
    {
        var chance = side.For("space");
        var amount = severity.Amount([0, 0, 0.04f, 0.65f, 0.9f]) * (float)chance.Between(0.6, 1.3);
        var blur = Math.Min(1, severity.Amount([0, 0.15f, 0.4f, 0.8f, 0.9f]) * (float)chance.Between(0.5, 1.3));
        var lean = (float)chance.Between(-0.5, 0.9);
        var pattern = LineNoise.Of(chance, 5);
        for (var sample = 0; sample < pattern.Length; sample++)
            pattern[sample] = Math.Clamp(lean + (0.6f * pattern[sample]), -0.8f, 1.1f);
        return new SpaceChange(amount, blur, pattern, LineNoise.Of(chance.For("margin"), 26));
    }

    /// <summary>The width over its usual.</summary>
    public float Width(int sample) => Math.Max(0.15f, 1 + (Amount * _pattern[sample]));

    /// <summary>Millimetres by which the iliac margin wanders.</summary>
    public float Wander(int sample) => 0.75f * Blur * _roughness[sample];
}
