namespace AxSpA.Cloud.Ingestion;

/// <summary>What an analysis leaves behind for people.</summary>
public enum ArtifactKind
{
    LabelMap = 1,

    CropImage = 2,

    /// <summary>One route's.</summary>
    Input = 3,

    /// <summary>One route's.</summary>
    HeatMap = 4,

    /// <summary>One route's.</summary>
    Overlay = 5,
}
