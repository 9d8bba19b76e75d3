using AxSpA.Cloud.Training.Networks;
using Shouldly;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Export;

/// <summary>What TorchSharp makes of one picture, with autograd's gradients at the last feature map.</summary>
/// <param name="Logits">One a class.</param>
/// <param name="Features">Channels × rows × columns.</param>
/// <param name="Gradients">For each class the gradient of its logit, channels × rows × columns.</param>
/// <param name="Positions">Rows × columns of the feature map.</param>
internal sealed record Backward(float[] Logits, float[] Features, float[][] Gradients, int Positions)
{
    public static Backward Of(SacroiliitisResNet network, ReadOnlySpan<float> picture, int rows, int columns)
    {
        network.eval();
        using var scope = NewDisposeScope();
        var features = FeaturesOf(network, tensor(picture.ToArray(), [1, 1, rows, columns]));
        var logits = network.Head(features);
        var gradients = Enumerable.Range(0, SacroiliitisResNet.Classes)
            .Select(target => autograd.grad([logits[0, target]], [features], retain_graph: true)[0].data<float>().ToArray())
            .ToArray();
        return new Backward(
            [.. logits.detach().data<float>()], [.. features.detach().data<float>()], gradients, (int)(features.size(2) * features.size(3)));
    }

    /// <summary>The closed form gives one weight a channel; autograd one a position of it.</summary>
    public void RequireSame(ReadOnlySpan<float> channelWeights, int target)
    {
        var gradient = Gradients[target];
        var allowed = 1e-5f * gradient.Max(Math.Abs);
        channelWeights.Length.ShouldBe(gradient.Length / Positions);
        for (var index = 0; index < gradient.Length; index++)
            channelWeights[index / Positions].ShouldBe(gradient[index], allowed);
    }

    /// <summary>Grad-CAM before clipping as its authors define it: channels weighted with their mean gradient, summed.</summary>
    public float[] Map(int target)
    {
        var map = new float[Positions];
        for (var channel = 0; channel < Features.Length / Positions; channel++)
        {
            var weight = Gradients[target].AsSpan(channel * Positions, Positions).ToArray().Average();
            for (var position = 0; position < Positions; position++)
                map[position] += weight * Features[(channel * Positions) + position];
        }

        return map;
    }

    private static Tensor FeaturesOf(SacroiliitisResNet network, Tensor picture)
    {
        using var frozen = no_grad();
        return network.Features(picture).detach().requires_grad_();
    }
}
