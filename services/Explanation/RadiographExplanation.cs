using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Imaging;
using JointShares = AxSpA.Cloud.Contracts.V1.JointShares;

namespace AxSpA.Cloud.Explanation;

/// <summary>A classification as it is shown on its radiograph.</summary>
/// <param name="HeatMap">npy, on the radiograph's grid.</param>
/// <param name="Overlay">PNG; what the network saw is framed on either route, unless it saw the whole radiograph.</param>
/// <param name="Shares">None without joints, or where the map is zero everywhere.</param>
internal sealed record RadiographExplanation(byte[] HeatMap, byte[] Overlay, JointShares? Shares)
{
    public static RadiographExplanation Of(Radiograph radiograph, Plane<float> map, ExplanationTask task, Plane<byte>? left, Plane<byte>? right)
    {
        var geometry = Geometries.ToImaging(task.Geometry);
        var heat = Imaging.HeatMap.OnRadiograph(map, geometry, radiograph.Rows, radiograph.Columns);
        var whole = new PixelRectangle(0, 0, radiograph.Columns, radiograph.Rows);
        var marks = new OverlayMarks(Seen: geometry.Seen() is { } seen && seen != whole ? seen : null, ExplainedClass: task.ExplainedClass, SidesAssumed: task.SidesAssumed);
        if (task.Joints is { } joints)
        {
            var (leftFinding, rightFinding) = (Geometries.ToImaging(joints.Left), Geometries.ToImaging(joints.Right));
            marks = marks with { LeftJoint = left, RightJoint = right, LeftFinding = leftFinding, RightFinding = rightFinding };
        }

        var overlay = Imaging.Overlay.Draw(radiograph, heat, marks);
        return new RadiographExplanation(NpyFile.Write(heat), overlay, SharesOf(heat, left, right, task.Joints));
    }

    private static JointShares? SharesOf(Plane<float> heat, Plane<byte>? left, Plane<byte>? right, ExplainedJoints? joints)
    {
        if (joints is null)
            return null;
        var none = new Plane<byte>(heat.Rows, heat.Columns, new byte[heat.Values.Length]);
        var shares = Imaging.JointShares.Of(heat, left ?? none, right ?? none, joints.DilationPixels);
        return shares is null ? null : new JointShares { Left = shares.Left, Right = shares.Right, Elsewhere = shares.Elsewhere };
    }
}
