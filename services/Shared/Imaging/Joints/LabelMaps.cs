namespace AxSpA.Cloud.Imaging;

/// <summary>Work on whole label maps, values 0..3 as <see cref="BoneLabel"/> names them.</summary>
public static class LabelMaps
{
    /// <summary>Keeps of each bone only its largest component (8 neighbours); what is removed becomes background, the background itself isn't cleaned.</summary>
    /// <remarks>
    /// Of two equal components the later one is kept, in the scan order of the published app, which is column after column of the upright map:
    /// the segmentation is the same for every preprocessing version. Agrees exactly with MONAI 1.2 <c>KeepLargestConnectedComponent</c> as the app calls it.
    /// </remarks>
    /// <exception cref="ArgumentException">A value above 3.</exception>
    public static Plane<byte> KeepLargestComponents(Plane<byte> labelMap)
    {
        RequireLabels(labelMap);
        var result = new byte[labelMap.Values.Length];
        foreach (var bone in Bones)
        {
            var largest = Components.Largest(labelMap, (byte)bone, Connectivity.Eight, ComponentTie.LastByColumns).Values;
            for (var index = 0; index < largest.Length; index++)
                result[index] |= (byte)(largest[index] * (byte)bone);
        }

        return new Plane<byte>(labelMap.Rows, labelMap.Columns, result);
    }

    /// <summary>Pixels of each bone.</summary>
    /// <exception cref="ArgumentException">A value above 3.</exception>
    public static BoneAreas Areas(Plane<byte> labelMap)
    {
        RequireLabels(labelMap);
        return new BoneAreas(
            labelMap.Values.Count((byte)BoneLabel.Sacrum),
            labelMap.Values.Count((byte)BoneLabel.LeftIlium),
            labelMap.Values.Count((byte)BoneLabel.RightIlium));
    }

    internal static void RequireLabels(Plane<byte> labelMap)
    {
        ArgumentNullException.ThrowIfNull(labelMap);
        if (labelMap.Values.ContainsAnyExceptInRange((byte)BoneLabel.Background, (byte)BoneLabel.RightIlium))
            throw new ArgumentException("a label map takes values 0..3, a larger one was given", nameof(labelMap));
    }

    private static ReadOnlySpan<BoneLabel> Bones => [BoneLabel.Sacrum, BoneLabel.LeftIlium, BoneLabel.RightIlium];
}
