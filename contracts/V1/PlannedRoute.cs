namespace AxSpA.Cloud.Contracts.V1;

/// <summary>How one route of an analysis is computed.</summary>
public sealed record PlannedRoute
{
    /// <summary>The segmenter in front of the crop; none on the standard route.</summary>
    public PlannedModel? Segmenter { get; init; }

    public required PlannedModel Classifier { get; init; }

    /// <summary>Named rules from radiograph to network input, <c>paper-1</c> or <c>app-1</c>.</summary>
    public required string PreprocessingVersion { get; init; }

    /// <summary>Dilation of the sacrum as a share of its extent (paper's code: 0.05), from the classifier's card.</summary>
    public required double JointDilationShare { get; init; }

    /// <summary>CLAHE's clip limit as a share of a tile's pixels, from the classifier's card.</summary>
    public required double ClaheClipShare { get; init; }
}
