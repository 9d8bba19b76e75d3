namespace AxSpA.Cloud.Imaging;

/// <summary>How the heat of a map is divided: shares of its sum, each 0..1, together 1. Left and right are the patient's.</summary>
public sealed record JointShares(double Left, double Right, double Elsewhere)
{
    /// <summary>Attributes a heat map to the joints.</summary>
    /// <param name="heatMap">Rows × columns, not negative, on the radiograph's grid.</param>
    /// <param name="left">Mask of the patient's left joint, same size; all 0 where it was not found.</param>
    /// <param name="right">Mask of the patient's right joint, same size; all 0 where it was not found.</param>
    /// <param name="reach">
    /// A pixel belongs to a joint when it lies at most this many rows and columns from the joint's mask. Masks are thin and the map is coarse, so the joint rules' own
    /// margin is used, <see cref="SacroiliacJoints.Dilation"/>. What lies in reach of both joints is halved.
    /// </param>
    /// <returns>The shares; null where the map is zero everywhere, so that there is nothing to divide.</returns>
    /// <exception cref="ArgumentException">Sizes differ, or a value of the map is negative.</exception>
    public static JointShares? Of(Plane<float> heatMap, Plane<byte> left, Plane<byte> right, int reach)
    {
        ArgumentNullException.ThrowIfNull(heatMap);
        RequireSize(heatMap, left, nameof(left));
        RequireSize(heatMap, right, nameof(right));
        var nearLeft = Masks.Dilate(left, reach).Values;
        var nearRight = Masks.Dilate(right, reach).Values;
        var heat = heatMap.Values;
        var (leftSum, rightSum, sum) = (0.0, 0.0, 0.0);
        for (var index = 0; index < heat.Length; index++)
        {
            var value = heat[index];
            if (value == 0)
                continue;
            if (!(value > 0))
                throw new ArgumentException($"a heat map isn't negative, found {value}", nameof(heatMap));
            var joints = nearLeft[index] + nearRight[index];
            sum += value;
            leftSum += joints == 0 ? 0 : (double)value * nearLeft[index] / joints;
            rightSum += joints == 0 ? 0 : (double)value * nearRight[index] / joints;
        }

        return sum > 0 ? new JointShares(leftSum / sum, rightSum / sum, Math.Max(0, 1 - ((leftSum + rightSum) / sum))) : null;
    }

    private static void RequireSize(Plane<float> heatMap, Plane<byte> mask, string name)
    {
        ArgumentNullException.ThrowIfNull(mask, name);
        if ((mask.Rows, mask.Columns) != (heatMap.Rows, heatMap.Columns))
            throw new ArgumentException($"expected a mask of {heatMap.Rows} × {heatMap.Columns}, found {mask.Rows} × {mask.Columns}", name);
    }
}
