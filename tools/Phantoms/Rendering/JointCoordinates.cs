using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Rendering;

/// <summary>Coordinates along and across a joint line that runs downwards: which place of the joint a pixel is at, and how far lateral of its line.</summary>
internal sealed class JointCoordinates
{
    private readonly float[] _column;
    private readonly float[] _cosine;
    private readonly float[] _sine;
    private readonly float[] _along;
    private readonly float _spacing;
    private readonly float _sign;

    /// <param name="landmarks">From the upper end to the lower one, pixels.</param>
    /// <param name="spacing">Millimetres a pixel.</param>
    /// <param name="sign">+1 where lateral is image right.</param>
    public JointCoordinates(ReadOnlySpan<Vector2> landmarks, float spacing, float sign)
    {
        (_spacing, _sign) = (spacing, sign);
        var curve = Outline.Open(landmarks);
        Top = (int)MathF.Ceiling(curve[0].Y);
        Bottom = Math.Max((int)curve[^1].Y, Top);
        var rows = Bottom - Top + 1;
        (_column, _cosine, _sine, _along) = (new float[rows], new float[rows], new float[rows], new float[rows]);
        var along = 0f;
        for (int row = Top, index = 0; row <= Bottom; row++)
        {
            while (index < curve.Length - 2 && curve[index + 1].Y < row)
            {
                along += Vector2.Distance(curve[index], curve[index + 1]);
                index++;
            }

            Set(row - Top, curve[index], curve[index + 1], row, along);
        }

        LengthMm = (_along[^1] + 0.5f) * spacing;
    }

    public int Top { get; }

    public int Bottom { get; }

    public float LengthMm { get; }

    /// <summary>Columns that hold everything within a distance of the line in a row.</summary>
    public (int From, int To) Columns(int row, float medialMm, float lateralMm)
    {
        var at = Math.Clamp(row - Top, 0, _column.Length - 1);
        var (medial, lateral) = (_column[at] - (_sign * medialMm / _spacing / _cosine[at]), _column[at] + (_sign * lateralMm / _spacing / _cosine[at]));
        return ((int)MathF.Ceiling(Math.Min(medial, lateral)), (int)Math.Max(medial, lateral) + 1);
    }

    /// <summary>Millimetres lateral of the line, and millimetres along it from its upper end; beyond its ends the line goes on straight.</summary>
    public (float OffsetMm, float AlongMm) At(int row, int column)
    {
        var at = Math.Clamp(row - Top, 0, _column.Length - 1);
        var past = row - Top - at;
        var across = column - _column[at];
        if (past != 0)
            across -= past * _sine[at] / _cosine[at];
        // The foot of the perpendicular lies a little off the row; the line is nearly straight over that distance.
        var along = _along[at] + (past / _cosine[at]) + (across * _sine[at]);
        return (_sign * across * _cosine[at] * _spacing, along * _spacing);
    }

    private void Set(int at, Vector2 from, Vector2 to, int row, float along)
    {
        var span = to - from;
        var part = span.Y > 1e-3f ? (row - from.Y) / span.Y : 0;
        var length = span.Length();
        _column[at] = from.X + (span.X * part);
        (_sine[at], _cosine[at]) = (span.X / length, Math.Max(span.Y / length, 0.3f));
        _along[at] = along + (length * part);
    }
}
