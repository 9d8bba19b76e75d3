namespace AxSpA.Cloud.Training.Networks;

/// <summary>Which network an <see cref="Architecture"/> is a width of.</summary>
public enum NetworkKind
{
    /// <summary><see cref="PelvisUNet"/></summary>
    Segmenter,

    /// <summary><see cref="SacroiliitisResNet"/></summary>
    Classifier,
}
