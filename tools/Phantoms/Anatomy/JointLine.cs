using System.Numerics;
using AxSpA.Cloud.Phantoms.Chance;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>
/// The anterior margin of a sacroiliac joint, from the ala's shoulder down to the joint's lower end; sacrum and ilium share it, so they touch by
/// construction.
/// </summary>
internal sealed class JointLine
{
    private static readonly Vector3[] Average =
    [
        new(59.5f, -50, -14), new(61.5f, -37, -14), new(59.5f, -23, -16), new(55, -9, -19), new(49, 5, -22), new(44, 17, -26),
        new(41.5f, 27, -30),
    ];

    // How far medially the posterior margin lies, millimetres, at the same places.
    private static readonly float[] Obliquity = [3, 6, 8, 9, 7, 4.5f, 2];

    private JointLine(Vector3[] anterior, Vector3[] posterior) => (Anterior, Posterior) = (anterior, posterior);

    public Vector3[] Anterior { get; }

    /// <summary>The posterior margin; seen medially of the anterior one.</summary>
    public Vector3[] Posterior { get; }

    public static JointLine Of(Subject subject, Side side)
    {
        var both = Subject.Varied(Built(subject.Chance.For("joint build")), subject.Chance.For("joints"), 1.0);
        var anterior = Subject.Varied(both, subject.Chance.For("joint " + side), 0.45);
        var wide = (float)subject.Chance.For("obliquity " + side).Between(0.6, 1.3);
        var posterior = anterior.Select((point, index) => point + new Vector3(-Obliquity[index] * wide, 1.5f, -18)).ToArray();
        return new JointLine(side.Mirrored(anterior), side.Mirrored(posterior));
    }

    /// <summary>The average joint, aslant, bowed and longer or shorter.</summary>
    private static Vector3[] Built(RandomSource chance)
    {
        var (slant, bow, length) = (2.2f * (float)chance.Normal(), 1.3f * (float)chance.Normal(), 1 + (0.05f * (float)chance.Normal()));
        return [.. Average.Select(Changed)];

        Vector3 Changed(Vector3 point)
        {
            var below = point.Y + 10;
            return point with { X = point.X + (slant * below / 38) + (bow * MathF.Cos(below / 12)), Y = (below * length) - 10 };
        }
    }
}
