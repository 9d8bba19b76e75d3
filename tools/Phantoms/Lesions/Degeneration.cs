using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Lesions;

/// <summary>Wear at the lower end of a joint, with no bearing on disease: what a reader has to tell from it.</summary>
internal sealed class Degeneration
{
    private readonly float _height;
    private readonly float _middle;
    private readonly float _reach;

    private Degeneration(float height, float middle, float reach) => (_height, _middle, _reach) = (height, middle, reach);

    public static Degeneration Of(RandomSource side)
    {
        var chance = side.For("degeneration");
        var (present, height) = (chance.Happens(0.35), (float)chance.Between(0.05, 0.2));
        return new Degeneration(present ? height : 0, (float)chance.Between(0.78, 1.0), (float)chance.Between(2, 5.5));
    }

    /// <summary>Attenuation added; arguments as of <see cref="Sclerosis.At"/>.</summary>
    public float At(int sample, float offset, float width)
    {
        if (_height == 0)
            return 0;
        var along = ((sample / (float)LineNoise.Samples) - _middle) / 0.09f;
        var across = offset > width ? (offset - width) / _reach : -offset / (0.7f * _reach);
        return across <= 0 ? 0 : _height * MathF.Exp(-0.5f * along * along) * MathF.Exp(-across * across) * Math.Min(1, across * 3);
    }
}
