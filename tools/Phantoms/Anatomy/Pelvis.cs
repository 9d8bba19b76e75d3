using AxSpA.Cloud.Phantoms.Chance;
using AxSpA.Cloud.Phantoms.Rendering;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>All bones of a subject as one exposure projects them.</summary>
internal sealed class Pelvis
{
    private readonly JointLine _left;
    private readonly JointLine _right;
    private readonly Implants _implants;

    public Pelvis(Subject subject, Projection projection)
    {
        (Subject, Projection) = (subject, projection);
        (_left, _right) = (JointLine.Of(subject, Side.Left), JointLine.Of(subject, Side.Right));
        Sacrum = new Sacrum(subject, projection, _left, _right);
        (LeftHip, RightHip) = (new HipBone(subject, projection, _left, Side.Left), new HipBone(subject, projection, _right, Side.Right));
        (LeftFemur, RightFemur) = (new Femur(subject, projection, Side.Left), new Femur(subject, projection, Side.Right));
        _implants = new Implants(subject);
    }

    public Subject Subject { get; }

    public Projection Projection { get; }

    public Sacrum Sacrum { get; }

    public HipBone LeftHip { get; }

    public HipBone RightHip { get; }

    public Femur LeftFemur { get; }

    public Femur RightFemur { get; }

    /// <summary>Coordinates about the anterior and the posterior margin of a joint.</summary>
    public (JointCoordinates Anterior, JointCoordinates Posterior) JointOn(Side side, float spacing)
    {
        var line = side == Side.Left ? _left : _right;
        return (new(Projection.Points(line.Anterior), spacing, side.Sign()), new(Projection.Points(line.Posterior), spacing, side.Sign()));
    }

    public void DrawBones(Canvas canvas)
    {
        new LumbarVertebra(Subject, Projection, -86).Draw(canvas);
        new LumbarVertebra(Subject, Projection, -126).Draw(canvas);
        new LumbarVertebra(Subject, Projection, -166).Draw(canvas);
        Sacrum.Draw(canvas);
        LeftHip.Draw(canvas);
        RightHip.Draw(canvas);
        if (_implants.Hip != Side.Left)
            LeftFemur.Draw(canvas);
        if (_implants.Hip != Side.Right)
            RightFemur.Draw(canvas);
    }

    /// <summary>What lies over the joints or has nothing to do with them.</summary>
    public void DrawInFront(Canvas canvas, RandomSource visit)
    {
        BowelGas.Draw(canvas, Projection, visit);
        Calcifications.Draw(canvas, Projection, Subject.Chance);
        _implants.Draw(canvas, Projection);
    }
}
