using TorchSharp.Modules;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Initial weights from a seed alone, whatever was drawn before: the same network each time.</summary>
internal static class InitialWeights
{
    /// <summary>
    /// Convolutions without bias (a ResNet's, normalised afterwards): normal with variance 2 / fan-out, He et al. 2015. Every other layer: uniform within
    /// ±1/√fan-in, PyTorch's own. Normalisations and slopes keep the constants that they begin with.
    /// </summary>
    public static void Draw(nn.Module network, long seed)
    {
        using var generator = new Generator((ulong)seed, CPU);
        using var frozen = no_grad();
        foreach (var (_, module) in network.named_modules())
        {
            switch (module)
            {
                case Conv2d { bias: null } convolution:
                    var fanOut = convolution.weight!.size(0) * convolution.weight.size(2) * convolution.weight.size(3);
                    convolution.weight.normal_(0, Math.Sqrt(2.0 / fanOut), generator);
                    break;
                case Conv2d convolution:
                    Uniform(convolution.weight!, convolution.bias!, generator);
                    break;
                case ConvTranspose2d convolution:
                    Uniform(convolution.weight!, convolution.bias!, generator);
                    break;
                case Linear linear:
                    Uniform(linear.weight!, linear.bias!, generator);
                    break;
            }
        }
    }

    private static void Uniform(Tensor weight, Tensor bias, Generator generator)
    {
        var bound = 1 / Math.Sqrt((double)weight.numel() / weight.size(0));
        weight.uniform_(-bound, bound, generator);
        bias.uniform_(-bound, bound, generator);
    }
}
