namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>
/// How much a bone attenuates at a distance from its projected edge: a rounded body in a shell of compact bone that looks brightest where the beam
/// grazes it.
/// </summary>
internal sealed class BoneProfile
{
    private const float PerMillimetre = 32;
    private const float Outside = 3;
    private const int Entries = 24 * 32;
    private const float Deepest = (Entries / PerMillimetre) - Outside - 0.1f;

    private readonly float[] _shell = new float[Entries];
    private readonly float[] _bulk = new float[Entries];

    /// <param name="shell">Attenuation at the brightest place of the edge.</param>
    /// <param name="shellWidth">Millimetres of compact bone.</param>
    /// <param name="rounding">Millimetres from the edge at which the body has its full thickness.</param>
    /// <param name="soft">Millimetres over which the edge itself rises.</param>
    public BoneProfile(float shell, float shellWidth, float rounding, float soft = 0.35f)
    {
        for (var index = 0; index < Entries; index++)
        {
            var inside = (index / PerMillimetre) - Outside;
            var rise = Math.Clamp((inside / soft) + 0.5f, 0, 1);
            var depth = Math.Max(inside, 0) / shellWidth;
            _shell[index] = shell * rise * (0.25f + (0.75f * MathF.Exp(-depth * depth))) / (1 + (0.05f * depth * depth));
            var left = 1 - Math.Clamp(inside / rounding, 0, 1);
            _bulk[index] = MathF.Sqrt(1 - (left * left));
        }

        Rounding = rounding;
    }

    public float Rounding { get; }

    /// <summary>Attenuation at a distance inside the edge.</summary>
    public float At(float inside, float body, float edge)
    {
        var index = (int)((Math.Clamp(inside, -Outside, Deepest) + Outside) * PerMillimetre);
        return (_shell[index] * edge) + (_bulk[index] * body);
    }
}
