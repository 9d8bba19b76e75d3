namespace AxSpA.Cloud.Contracts.V1;

/// <summary>How the classifier's input lies on the radiograph, so that its maps can be brought back.</summary>
public sealed record InputGeometry
{
    /// <summary>What was cut from the upright radiograph.</summary>
    public required CropRectangle Source { get; init; }

    /// <summary>Rows of the source after resizing, before cutting or padding.</summary>
    public required int ResizedRows { get; init; }

    public required int ResizedColumns { get; init; }

    /// <summary>Input row on which the resized source's row 0 lies: negative where rows were cut off, positive where they were padded.</summary>
    public required int TopOffset { get; init; }

    /// <summary>Input column on which the resized source's column 0 lies.</summary>
    public required int LeftOffset { get; init; }

    public required int InputRows { get; init; }

    public required int InputColumns { get; init; }

    /// <summary>Whether the network saw the picture mirrored left to right, as it was trained.</summary>
    public required bool Mirrored { get; init; }
}
