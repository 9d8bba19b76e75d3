using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Lesions;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Draws one sacroiliac joint into bone that is already there: the space, its compact margins, and what disease did to them.</summary>
internal sealed class JointPainter
{
    /// <summary>Millimetres about the line that disease can change.</summary>
    private const float Medial = 16;
    private const float Lateral = 20;

    // A change a reader could point at; smaller ones are the tails of smooth functions.
    private const float Visible = 0.02f;

    private readonly JointCoordinates _anterior;
    private readonly JointCoordinates _posterior;
    private readonly Degeneration _degeneration;
    private readonly JointLesions _healthy;
    private readonly float[] _depth;
    private readonly float[] _width;
    private readonly float[] _wander;
    private readonly float[] _margins;
    private readonly float _gap;
    private readonly float _behind;

    public JointPainter(JointCoordinates anterior, JointCoordinates posterior, RandomSource side)
    {
        (_anterior, _posterior) = (anterior, posterior);
        _degeneration = Degeneration.Of(side);
        _healthy = JointLesions.Of(side, new JointDisease(0, 0));
        var chance = side.For("space at rest");
        _gap = (float)chance.Between(2.0, 3.1);
        var margin = (float)chance.Between(0.11, 0.2);
        _margins = Uneven(chance.For("margins"), 8, margin, 0.3f);
        _width = Uneven(chance.For("width"), 5, 1, 0.13f);
        _wander = [.. LineNoise.Of(chance.For("wander"), 14).Select(value => 0.22f * value)];
        _behind = (float)chance.Between(0.1, 0.24);
        _depth = Uneven(chance.For("depth"), 6, (float)chance.Between(0.28, 0.42), 0.2f);
    }

    /// <summary>Draws the joint.</summary>
    /// <param name="canvas">Bone without the joint.</param>
    /// <param name="lesions">What disease did.</param>
    /// <param name="mask">Set to 1 where disease changed what is seen.</param>
    public void Draw(Canvas canvas, JointLesions lesions, byte[] mask)
    {
        var over = (int)(4 / canvas.Spacing);
        for (var row = Math.Max(_anterior.Top - over, 0); row <= Math.Min(_anterior.Bottom + over, canvas.Rows - 1); row++)
        {
            var (from, to) = _anterior.Columns(row, Medial, Lateral);
            var line = canvas.Row(row);
            for (var column = Math.Max(from, 0); column < Math.Min(to, canvas.Columns); column++)
            {
                var bone = line[column];
                var place = PlaceOf(row, column);
                var ill = Shade(bone, place, lesions);
                line[column] = ill;
                if (lesions.Erosions.Amount > 0 && MathF.Abs(ill - Shade(bone, place, _healthy)) > Visible)
                    mask[(row * canvas.Columns) + column] = 1;
            }
        }
    }

    private Place PlaceOf(int row, int column)
    {
        var (offset, along) = _anterior.At(row, column);
        var (behind, _) = _posterior.At(row, column);
        var part = along / _anterior.LengthMm;
        var clear = LineNoise.Smooth(0.02f, 0.3f, part) * LineNoise.Smooth(1.04f, 0.96f, part);
        return new Place(offset, behind, along, Math.Clamp((int)(part * LineNoise.Samples), 0, LineNoise.Samples - 1), clear);
    }

    private float Shade(float bone, Place place, JointLesions lesions)
    {
        var bridged = lesions.Ankylosis.At(place.Sample);
        var open = place.Clear * (1 - (0.96f * bridged));
        var width = _gap * _width[place.Sample] * lesions.Space.Width(place.Sample);
        var iliac = Math.Max(width + _wander[place.Sample] + lesions.Space.Wander(place.Sample), 0.2f);
        var sharp = 0.35f + (0.8f * lesions.Space.Blur);
        var dark = _depth[place.Sample] * open * Band(place.Offset, 0, iliac, sharp);
        var behind = _behind * open * Band(place.Behind, -0.2f, 0.5f * width, sharp);
        var margins = _margins[place.Sample] * open * (1 - (0.6f * lesions.Space.Blur)) * Margins(place, width, iliac);
        var gone = lesions.Erosions.At(place.Along, _anterior.LengthMm, place.Offset, iliac) * (1 - (0.85f * bridged));
        var sclerosis = lesions.Sclerosis.At(place.Sample, place.Offset, iliac * (1 - bridged)) * Ends(place);
        var dense = sclerosis + _degeneration.At(place.Sample, place.Offset, iliac);
        var bridge = bridged * ((0.06f * Band(place.Offset, -0.5f, 3.5f, 1.5f)) + (0.13f * Peak(place.Offset + 0.3f, 0.8f)));
        return ((bone + margins + dense) * (1 - dark) * (1 - behind) * (1 - (0.4f * gone))) + bridge;
    }

    /// <summary>Compact bone on both sides of the anterior line and, fainter, lateral of the posterior one.</summary>
    private static float Margins(Place place, float width, float iliac)
        => Peak(place.Offset + 0.7f, 0.6f) + Peak(place.Offset - iliac - 0.8f, 0.7f) + (0.5f * Peak(place.Behind - (0.5f * width) - 0.8f, 0.7f));

    private static float[] Uneven(RandomSource chance, int knots, float middle, float spread)
        => [.. LineNoise.Of(chance, knots).Select(value => middle * (1 + (spread * value)))];

    private float Ends(Place place) => LineNoise.Smooth(-4, 3, place.Along) * LineNoise.Smooth(4, -3, place.Along - _anterior.LengthMm);

    private static float Band(float at, float from, float to, float soft)
        => LineNoise.Smooth(from - soft, from + soft, at) * LineNoise.Smooth(to + soft, to - soft, at);

    private static float Peak(float offset, float width)
    {
        var part = offset / width;
        return part * part > 9 ? 0 : MathF.Exp(-0.5f * part * part);
    }

    private readonly record struct Place(float Offset, float Behind, float Along, int Sample, float Clear);
}
