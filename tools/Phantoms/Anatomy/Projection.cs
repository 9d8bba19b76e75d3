using System.Numerics;
using AxSpA.Cloud.Phantoms.Looks;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>Where landmarks fall on the detector.</summary>
/// <remarks>The pelvis frame: millimetres, x to the patient's left, y down, z to the front, the origin between the sacroiliac joints.</remarks>
internal sealed class Projection
{
    // The middle of the usual field: a little below the joints.
    private const float FieldCentreY = 21;

    private readonly Subject _subject;
    private readonly Matrix3x2 _plane;
    private readonly float _yaw;
    private readonly float _tilt;

    public Projection(Subject subject, Exposure exposure, SiteLook look)
    {
        _subject = subject;
        (_yaw, _tilt) = ((float)Math.Sin(exposure.Yaw), (float)Math.Sin(exposure.Tilt));
        PixelsPerMm = (float)exposure.Magnification / look.Spacing;
        _plane = Matrix3x2.CreateTranslation((float)exposure.AcrossMm, (float)exposure.DownMm - FieldCentreY)
            * Matrix3x2.CreateRotation((float)exposure.Roll)
            * Matrix3x2.CreateScale(PixelsPerMm)
            * Matrix3x2.CreateTranslation(look.Columns / 2f, look.Rows / 2f);
        Matrix3x2.Invert(_plane, out var back);
        Back = back;
    }

    public float PixelsPerMm { get; }

    /// <summary>From pixels to the pelvis frame's x and y, depth left out.</summary>
    public Matrix3x2 Back { get; }

    /// <summary>Millimetres to the image right by which a point <paramref name="z"/> in front of another of the same x is moved.</summary>
    public float Shift(float z) => z * _yaw;

    public Vector2 Point(Vector3 landmark)
    {
        var shaped = _subject.Shaped(landmark);
        return Vector2.Transform(new Vector2(shaped.X + (shaped.Z * _yaw), shaped.Y + (shaped.Z * _tilt)), _plane);
    }

    public Vector2[] Points(ReadOnlySpan<Vector3> landmarks)
    {
        var points = new Vector2[landmarks.Length];
        for (var index = 0; index < points.Length; index++)
            points[index] = Point(landmarks[index]);
        return points;
    }
}
