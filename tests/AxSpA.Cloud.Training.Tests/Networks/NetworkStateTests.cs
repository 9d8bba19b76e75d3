using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Training.Networks;
using Shouldly;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Tests.Networks;

/// <summary>At the published width the networks have the published checkpoints' tensors.</summary>
[Trait("Requirement", "TRA-01")]
public class NetworkStateTests
{
    [Fact]
    public void Segmenter_has_the_published_number_of_parameters_in_61_entries()
    {
        using var network = new PelvisUNet(64);
        network.parameters().Sum(parameter => parameter.numel()).ShouldBe(9_541_545);
        network.state_dict().Count.ShouldBe(61);
    }

    [Fact]
    public void Classifier_has_the_published_number_of_parameters_in_groups_from_the_head_backwards()
    {
        using var network = new SacroiliitisResNet(64, dropout: 0.1);
        network.Groups.Select(group => group.Name).ShouldBe(["head", "layer4", "layer3", "layer2", "layer1", "bn1", "conv1"]);
        network.Groups.Select(group => group.Parameters.Sum(parameter => parameter.numel()))
            .ShouldBe([2_102_274, 14_964_736, 7_098_368, 1_219_584, 215_808, 128, 3_136]);
        network.Groups.Sum(group => group.Parameters.Count).ShouldBe(network.parameters().Count());
        network.parameters().Sum(parameter => parameter.numel()).ShouldBe(25_604_034);
    }

    [Theory]
    [InlineData("segmentation_model.tsv")]
    [InlineData("classification_model.tsv")]
    public void State_has_the_keys_and_shapes_of_the_published_checkpoint(string table)
    {
        var expected = File.ReadAllLines(Golden.File($"weights/{table}")).Skip(1).Select(line => line.Split('\t')).Select(cells => $"{cells[0]} {cells[1]}");
        using nn.Module network = table.StartsWith("seg", StringComparison.Ordinal) ? new PelvisUNet(64) : new SacroiliitisResNet(64, dropout: 0.1);
        var found = network.state_dict().Select(entry => $"{entry.Key} {(entry.Value.dim() == 0 ? "scalar" : string.Join('x', entry.Value.shape))}");
        found.ShouldBe(expected, ignoreOrder: true);
    }

    [Fact]
    public void Same_seed_gives_the_same_network_whatever_was_drawn_before()
    {
        using var first = new PelvisUNet(8, seed: 7);
        using var waste = randn(11);
        using var again = new PelvisUNet(8, seed: 7);
        using var other = new PelvisUNet(8, seed: 8);
        var digest = NetworkState.Digest(NetworkState.Read(first));
        NetworkState.Digest(NetworkState.Read(again)).ShouldBe(digest);
        NetworkState.Digest(NetworkState.Read(other)).ShouldNotBe(digest);
    }

    [Fact]
    public void Convolutions_of_the_classifier_begin_with_the_variance_of_their_fan_out()
    {
        using var network = new SacroiliitisResNet(64, dropout: 0.1, seed: 1);
        var weight = network.state_dict()["model.layer2.1.conv2.weight"];
        weight.std().item<float>().ShouldBe((float)Math.Sqrt(2.0 / (128 * 9)), 2e-4f);
        var linear = network.state_dict()["model.fc.0.weight"];
        linear.abs().max().item<float>().ShouldBe((float)(1 / Math.Sqrt(2048)), 1e-5f);
    }

    [Theory]
    [InlineData(16, 512, 256)]
    [InlineData(8, 256, 128)]
    public void Head_narrows_with_the_stem(int width, int features, int hidden)
    {
        using var network = new SacroiliitisResNet(width, dropout: 0.1);
        network.state_dict()["model.fc.0.weight"].shape.ShouldBe([hidden, features]);
    }

    [Fact]
    public void Picture_whose_sides_the_segmenter_cannot_halve_three_times_is_refused()
    {
        using var network = new PelvisUNet(8);
        using var picture = zeros(1, 1, 64, 60);
        Should.Throw<ArgumentException>(() => network.call(picture)).Message.ShouldContain("multiples of 8, found 1 x 1 x 64 x 60");
    }
}
