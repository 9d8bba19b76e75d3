namespace AxSpA.Cloud.Imaging;

/// <summary>Everything that changes a clinical result between radiograph and network input, under the name that a model card carries.</summary>
/// <remarks>
/// Source: Dorfner et al., RMD Open 2024;10:e004628, methods, and the published demo app. A version's numbers never change; a change is a new version.
/// </remarks>
public sealed record PreprocessingRules
{
    /// <summary>The joint rules on the upright array: the margin around the sacrum is 5 % of its width.</summary>
    public static readonly PreprocessingRules Paper1 = new() { Version = "paper-1", JointFrame = JointFrame.Upright };

    /// <summary>The published demo app's joint rules, which run on the transposed array: the margin is 5 % of the sacrum's height.</summary>
    public static readonly PreprocessingRules App1 = new() { Version = "app-1", JointFrame = JointFrame.Transposed };

    private PreprocessingRules()
    {
    }

    public required string Version { get; init; }

    /// <summary>The array layout in which extent, fallback columns and scan order of the joint rules are meant.</summary>
    public required JointFrame JointFrame { get; init; }

    /// <summary>Margin around the sacrum as a share of its extent.</summary>
    public double JointDilationShare { get; init; } = 0.05;

    /// <summary>Contrast limit of the adaptive histogram equalisation as a share of a tile's pixels.</summary>
    public double ClaheClipShare { get; init; } = 0.01;

    /// <summary>The share of the blurred picture that the contrast step takes away.</summary>
    public double UnsharpShare { get; init; } = 0.6;

    /// <summary>Side of the square that the segmentation network sees, in pixels.</summary>
    public int SegmentationSide { get; init; } = 768;

    /// <summary>Rows of the classifier's input.</summary>
    public int ClassifierRows { get; init; } = 416;

    /// <summary>Columns of the classifier's input.</summary>
    public int ClassifierColumns { get; init; } = 628;

    /// <summary>The rules of that name.</summary>
    /// <exception cref="ArgumentException">No rules of that name; the message lists those there are.</exception>
    public static PreprocessingRules For(string version) => version switch
    {
        "paper-1" => Paper1,
        "app-1" => App1,
        _ => throw new ArgumentException($"expected preprocessing version paper-1 or app-1, found '{version}'", nameof(version)),
    };
}
