using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>
/// The published segmenter: a residual U-Net of four levels with three sub-units each, as MONAI nests it (Dorfner et al., RMD Open 2024;10:e004628).
/// Input N × 1 × rows × columns, sides multiples of 8; output N × 4 × rows × columns: logits of background, sacrum, left and right ilium.
/// </summary>
/// <remarks>
/// The state's keys are the published checkpoint's. With its weights the logits agree with the reference within 1e-4.
/// </remarks>
public sealed class PelvisUNet : NamedModule
{
    /// <summary>Background, sacrum, left ilium, right ilium.</summary>
    public const int Labels = 4;

    /// <summary>Sides of a picture are multiples of it.</summary>
    public const int SideMultiple = 1 << (Levels - 1);

    private const int Levels = 4;

    private readonly UNetLevel _model;

    /// <param name="width">Channels of the first level, doubled on each level below; 64 as published.</param>
    /// <param name="seed">Of the initial weights, drawn as PyTorch initialises convolutions.</param>
    public PelvisUNet(int width, long seed = 0)
        : base(nameof(PelvisUNet))
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Width = width;
        _model = new UNetLevel(inputs: 1, width, Labels, Levels - 1, top: true);
        register_module("model", _model);
        InitialWeights.Draw(this, seed);
    }

    public int Width { get; }

    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.dim() != 4 || input.size(1) != 1 || input.size(2) % SideMultiple != 0 || input.size(3) % SideMultiple != 0)
            throw new ArgumentException($"expected N x 1 x rows x columns with sides that are multiples of {SideMultiple}, found {string.Join(" x ", input.shape)}", nameof(input));
        return _model.call(input);
    }
}
