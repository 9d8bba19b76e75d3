using AxSpA.Cloud.Training.Networks;
using Shouldly;
using TorchSharp;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Networks;

public class InitialWeightsTests
{
    [Fact]
    public void A_residual_block_begins_as_its_shortcut()
    {
        using var network = new SacroiliitisResNet(width: 4, dropout: 0, seed: 1);
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        var blocks = network.named_modules().Select(module => module.module).OfType<Bottleneck>().ToList();

        blocks.Count.ShouldBe(3 + 4 + 6 + 3);
        // The first of each layer changes the size; the others pass on what comes, which is never negative.
        foreach (var block in new[] { blocks[1], blocks[4], blocks[8], blocks[14] })
        {
            var input = rand([2, block.Channels, 8, 8], generator: generator);
            Distance(block.call(input), input).ShouldBe(0);
        }
    }

    [Fact]
    public void A_full_start_has_the_same_random_weights_and_adds_what_they_give()
    {
        using var shortcut = new SacroiliitisResNet(width: 4, dropout: 0, seed: 1);
        using var full = new SacroiliitisResNet(width: 4, dropout: 0, seed: 1, ResidualStart.Full);

        var differing = shortcut.named_parameters().Zip(full.named_parameters()).Where(pair => Distance(pair.First.parameter, pair.Second.parameter) > 0).ToList();

        differing.Select(pair => pair.First.name).ShouldAllBe(name => name.EndsWith(".bn3.weight", StringComparison.Ordinal));
        differing.Count.ShouldBe(3 + 4 + 6 + 3);
        foreach (var (_, scale) in differing)
            Distance(scale.parameter, ones_like(scale.parameter)).ShouldBe(0);
    }

    [Fact]
    public void Every_weight_of_a_residual_block_learns_once_its_last_scale_does()
    {
        using var network = new SacroiliitisResNet(width: 4, dropout: 0, seed: 1);
        using var scope = NewDisposeScope();
        using var generator = new Generator(2, CPU);
        var block = network.named_modules().Select(module => module.module).OfType<Bottleneck>().First();
        using var optimiser = optim.SGD(block.parameters(), 0.1);

        // The first step reaches the last scale, the second what lies before it.
        for (var step = 0; step < 2; step++)
        {
            optimiser.zero_grad();
            block.call(rand([4, 4, 8, 8], generator: generator)).square().mean().backward();
            optimiser.step();
        }

        foreach (var (name, parameter) in block.named_parameters())
            parameter.grad!.abs().max().item<float>().ShouldBeGreaterThan(0, name);
    }

    private static float Distance(Tensor one, Tensor other) => (one - other).abs().max().item<float>();
}
