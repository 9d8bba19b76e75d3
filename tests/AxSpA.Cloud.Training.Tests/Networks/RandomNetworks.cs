using AxSpA.Cloud.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Networks;

/// <summary>Narrow networks with random weights.</summary>
internal static class RandomNetworks
{
    /// <summary>Its normalisations have seen pictures, so that folding them has something to fold; left in training, as a trainer would leave it.</summary>
    public static SacroiliitisResNet Classifier(int width, int seed)
    {
        var network = new SacroiliitisResNet(width, dropout: 0.1, seed);
        using var generator = new Generator((ulong)seed, CPU);
        using var frozen = no_grad();
        foreach (var parameter in network.parameters().Where(parameter => parameter.dim() == 1))
            parameter.add_(0.2 * randn(parameter.shape, generator: generator));
        for (var step = 0; step < 3; step++)
        {
            using var scope = NewDisposeScope();
            network.call(Pictures(4, 64, 96, generator));
        }

        return network;
    }

    /// <summary>Slopes differ from each other.</summary>
    public static PelvisUNet Segmenter(int width, int seed)
    {
        var network = new PelvisUNet(width, seed);
        using var generator = new Generator((ulong)seed, CPU);
        using var frozen = no_grad();
        foreach (var slope in network.parameters().Where(parameter => parameter.numel() == 1))
            slope.add_(0.2 * rand(slope.shape, generator: generator));
        return network;
    }

    /// <summary>Count × 1 × rows × columns, 0..1.</summary>
    public static Tensor Pictures(int count, int rows, int columns, Generator generator) => rand([count, 1, rows, columns], generator: generator);
}
