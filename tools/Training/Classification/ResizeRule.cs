namespace AxSpA.Cloud.Training.Classification;

/// <summary>How the enhanced picture is brought to the network's size. The published code differs between the two (reference results, oddity 4).</summary>
public enum ResizeRule
{
    /// <summary>Bilinear with half-pixel centres, as the published training scripts.</summary>
    Training,

    /// <summary>Bilinear with aligned corners, as the published app and the services here: what is trained is then exactly what is fed later.</summary>
    Served,
}
