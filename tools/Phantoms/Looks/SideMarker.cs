using System.Numerics;
using AxSpA.Cloud.Phantoms.Anatomy;
using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Looks;

/// <summary>The letter that names a side, near an upper corner.</summary>
internal sealed class SideMarker
{
    private readonly MarkerStyle _style;
    private readonly Vector2 _corner;
    private readonly float _height;
    private readonly Vector2[][] _strokes;

    private SideMarker(MarkerStyle style, Vector2 corner, float height, Vector2[][] strokes)
        => (_style, _corner, _height, _strokes) = (style, corner, height, strokes);

    /// <summary>The marker of a radiograph, or none.</summary>
    public static SideMarker? Of(SiteLook look, RandomSource visit)
    {
        var chance = visit.For("marker");
        if (!chance.Happens(look.MarkerShare))
            return null;
        var side = chance.Happens(0.5) ? Side.Left : Side.Right;
        var height = (float)(chance.Between(14, 20) / look.Spacing);
        var inset = (float)(chance.Between(14, 40) / look.Spacing);
        var corner = new Vector2(side == Side.Left ? look.Columns - inset - (0.7f * height) : inset, (float)(chance.Between(12, 60) / look.Spacing));
        var turned = look.Marker == MarkerStyle.Overlay ? 0 : (float)(0.12 * chance.Normal());
        return new SideMarker(look.Marker, corner, height, [.. Letter(side).Select(line => Placed(line, corner, height, turned))]);
    }

    /// <summary>Lead in the beam; burnt-in letters come later.</summary>
    public void DrawLead(Canvas canvas)
    {
        if (_style == MarkerStyle.Overlay)
            return;
        if (_style == MarkerStyle.Plate)
        {
            var plate = Outline.Ellipse(_corner + (new Vector2(0.32f, 0.5f) * _height), 0.75f * _height, 0.8f * _height);
            BoneLayer.Add(canvas, [plate], new BoneProfile(0, 1, 1, 0.4f), _ => 0.5f);
        }

        Draw(canvas, 3);
    }

    /// <summary>Letters burnt into the picture: 1 where they are white.</summary>
    public Canvas? BurntIn(Canvas size)
    {
        if (_style != MarkerStyle.Overlay)
            return null;
        var layer = new Canvas(size.Rows, size.Columns, size.Spacing);
        Draw(layer, 1);
        return layer;
    }

    private void Draw(Canvas canvas, float height)
    {
        foreach (var line in _strokes)
            Stroke.Add(canvas, line, 0.045f * _height * canvas.Spacing, height);
    }

    private static Vector2[][] Letter(Side side) => side == Side.Left
        ? [[new(0, 0), new(0, 1), new(0.6f, 1)]]
        : [[new(0, 1), new(0, 0), new(0.42f, 0), new(0.6f, 0.12f), new(0.6f, 0.38f), new(0.42f, 0.5f), new(0, 0.5f)], [new(0.3f, 0.5f), new(0.62f, 1)]];

    private static Vector2[] Placed(Vector2[] line, Vector2 corner, float height, float turned)
        => [.. line.Select(point => corner + (Vector2.Transform(point, Matrix3x2.CreateRotation(turned)) * height))];
}
