namespace AxSpA.Cloud.Imaging;

/// <summary>The array layout in which the joint rules are read.</summary>
public enum JointFrame
{
    /// <summary>Axis 1 is the picture's column: extents are widths.</summary>
    Upright,

    /// <summary>Axis 1 is the picture's row: extents are heights.</summary>
    Transposed,
}
