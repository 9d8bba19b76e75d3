using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Trunk and thighs, as attenuation.</summary>
internal sealed class SoftTissue
{
    /// <summary>Effective attenuation per millimetre of water at 75 kV, hardened by the patient.</summary>
    private const float PerMm = 0.0178f;

    private readonly Subject _subject;
    private readonly float[] _across;
    private readonly float[] _down;

    public SoftTissue(Subject subject)
    {
        _subject = subject;
        _across = LineNoise.Of(subject.Chance.For("soft across"), 9);
        _down = LineNoise.Of(subject.Chance.For("soft down"), 7);
    }

    /// <summary>Attenuation on the coarse grid, and its mean about the pelvis, to which an automatic exposure adjusts itself.</summary>
    public (CoarseGrid Grid, float Typical) Attenuation(Canvas canvas, Projection projection)
    {
        var grid = new CoarseGrid(canvas.Rows, canvas.Columns);
        var (sum, count) = (0f, 0);
        for (var row = 0; row < grid.Rows; row++)
        {
            for (var column = 0; column < grid.Columns; column++)
            {
                var at = Vector2.Transform(new Vector2(column, row) * CoarseGrid.Step, projection.Back);
                var attenuation = At(at) * PerMm;
                grid.Line(row)[column] = attenuation;
                if (MathF.Abs(at.X) < 110 && MathF.Abs(at.Y - 20) < 80)
                    (sum, count) = (sum + attenuation, count + 1);
            }
        }

        return (grid, sum / Math.Max(count, 1));
    }

    /// <summary>Millimetres of tissue at a place of the pelvis frame.</summary>
    private float At(Vector2 at)
    {
        var wide = _subject.HalfWidthMm * (0.84f + (0.16f * LineNoise.Smooth(-150, 50, at.Y)));
        var deep = _subject.DepthMm * (0.9f + (0.1f * MathF.Exp(-(at.Y - 30) * (at.Y - 30) / (2 * 70 * 70))));
        var trunk = deep * Round(at.X / wide);
        var half = 0.47f * _subject.HalfWidthMm;
        var thigh = 0.78f * deep * Round((MathF.Abs(at.X) - (1.03f * half)) / half);
        var leg = LineNoise.Smooth(105, 185, at.Y);
        var unevenness = 1 + (0.025f * Uneven(_across, at.X / 430) * Uneven(_down, at.Y / 360)) + (0.02f * Uneven(_down, at.Y / 360));
        return ((trunk * (1 - leg)) + (thigh * leg)) * unevenness;
    }

    private static float Round(float part) => part * part >= 1 ? 0 : MathF.Pow(1 - (part * part), 0.55f);

    private static float Uneven(float[] noise, float part) => noise[Math.Clamp((int)((part + 0.5f) * LineNoise.Samples), 0, LineNoise.Samples - 1)];
}
