using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>A convolution, instance normalisation without parameters and an activation with one slope; or the bare convolution.</summary>
/// <remarks>The bias has no effect in front of the normalisation. It is there because the published checkpoint has it.</remarks>
internal sealed class ConvolutionUnit : NamedModule
{
    private const double NormEpsilon = 1e-5;

    private readonly nn.Module<Tensor, Tensor> _convolution;
    private readonly PReLU? _activation;

    private ConvolutionUnit(nn.Module<Tensor, Tensor> convolution, bool bare)
        : base(nameof(ConvolutionUnit))
    {
        _convolution = convolution;
        register_module("conv", convolution);
        if (bare)
            return;
        _activation = nn.PReLU(1);
        register_module("adn", new ModuleGroup(("A", _activation)));
    }

    public static ConvolutionUnit Plain(int inputs, int outputs, int stride, bool bare = false)
        => new(nn.Conv2d(inputs, outputs, kernel_size: 3, stride: stride, padding: 1), bare);

    /// <summary>Doubles rows and columns.</summary>
    public static ConvolutionUnit Transposed(int inputs, int outputs)
        => new(nn.ConvTranspose2d(inputs, outputs, kernel_size: 3, stride: 2, padding: 1, output_padding: 1), bare: false);

    public override Tensor forward(Tensor input)
    {
        var value = _convolution.call(input);
        if (_activation is null)
            return value;
        using (value)
        using (var normalised = nn.functional.instance_norm(value, eps: NormEpsilon))
            return _activation.call(normalised);
    }
}
