using System.Numerics;

namespace AxSpA.Cloud.Phantoms.Anatomy;

/// <summary>The patient's sides. Landmarks are written for the left one, at image right.</summary>
internal enum Side
{
    Left,
    Right,
}

/// <summary>What a side means for coordinates.</summary>
internal static class Sides
{
    /// <summary>+1 where lateral is image right.</summary>
    public static float Sign(this Side side) => side == Side.Left ? 1 : -1;

    public static Vector3[] Mirrored(this Side side, Vector3[] landmarks)
        => side == Side.Left ? landmarks : [.. landmarks.Select(landmark => landmark with { X = -landmark.X })];
}
