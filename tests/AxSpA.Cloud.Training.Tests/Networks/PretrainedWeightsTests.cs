using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Models;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Training.Networks;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Networks;

/// <summary>torchvision's layout at the published width, its tensors made up.</summary>
public class PretrainedWeightsTests
{
    private const int Width = 64;

    [Fact]
    public void ImageNet_weights_are_taken_up_to_the_head_with_the_colours_summed()
    {
        using var network = new SacroiliitisResNet(Width, dropout: 0.1, seed: 1);
        float[] head = [.. network.state_dict()["model.fc.0.weight"].data<float>()];
        var tensors = Torchvision(network);
        PretrainedWeights.TakeImageNet(network, Weights(tensors));

        var stem = tensors["conv1.weight"].ReadSingles();
        var found = network.state_dict()["model.conv1.weight"].data<float>().ToArray();
        for (var index = 0; index < found.Length; index++)
        {
            var (output, tap) = Math.DivRem(index, 49);
            found[index].ShouldBe(stem[(output * 147) + tap] + stem[(output * 147) + 49 + tap] + stem[(output * 147) + 98 + tap], 1e-6f);
        }

        network.state_dict()["model.layer3.2.bn2.running_var"].data<float>().ToArray().ShouldBe(tensors["layer3.2.bn2.running_var"].ReadSingles());
        network.state_dict()["model.fc.0.weight"].data<float>().ToArray().ShouldBe(head);
    }

    [Fact]
    public void ImageNet_weights_of_before_batches_were_counted_are_taken_too()
    {
        using var network = new SacroiliitisResNet(Width, dropout: 0.1);
        var tensors = Torchvision(network);
        foreach (var key in tensors.Keys.Where(key => key.EndsWith("num_batches_tracked", StringComparison.Ordinal)).ToList())
            tensors.Remove(key);
        Should.NotThrow(() => PretrainedWeights.TakeImageNet(network, Weights(tensors)));
    }

    [Theory]
    [InlineData("layer4.2.conv3.weight", null, "expected 2048 x 512 x 1 x 1, found no such key")]
    [InlineData("conv1.weight", new[] { 64, 1, 7, 7 }, "expected 64 x 3 x 7 x 7, found 64 x 1 x 7 x 7")]
    [InlineData("layer1.0.bn1.weight", new[] { 32 }, "expected 64, found 32")]
    [InlineData("layer5.weight", new[] { 2 }, "expected no such key in this architecture, found a tensor of 2")]
    public void Weights_of_another_network_are_refused_by_their_key_and_change_nothing(string key, int[]? shape, string words)
    {
        using var network = new SacroiliitisResNet(Width, dropout: 0.1);
        var before = NetworkState.Digest(NetworkState.Read(network));
        var tensors = Torchvision(network);
        tensors.Remove(key);
        if (shape is not null)
            tensors.Add(key, Tensor(shape));
        var refusal = Should.Throw<CheckpointRefusedException>(() => PretrainedWeights.TakeImageNet(network, Weights(tensors)));
        refusal.Key.ShouldBe(key);
        refusal.Message.ShouldContain(words);
        NetworkState.Digest(NetworkState.Read(network)).ShouldBe(before);
    }

    [Fact]
    public void Narrow_network_takes_no_ImageNet_weights()
    {
        using var network = new SacroiliitisResNet(16, dropout: 0.1);
        Should.Throw<ArgumentException>(() => PretrainedWeights.LoadImageNet(network, "resnet50.pth")).Message
            .ShouldContain("expected architecture resnet50-64, which torchvision's weights fit, found resnet50-16");
    }

    [Fact]
    public void File_of_a_flat_dictionary_is_read_and_its_first_missing_key_named()
    {
        using var folder = new TemporaryFolder();
        var pickle = new PickleBuilder().Protocol().Global("collections", "OrderedDict").Op(')').Op('R').Op('(');
        pickle.Text("conv1.weight").Tensor("0", 64 * 3 * 49, [64, 3, 7, 7]);
        File.WriteAllBytes(folder["resnet50.pth"], CheckpointFiles.Zip(pickle.Op('u').Build(), ("0", CheckpointFiles.Bytes(new float[64 * 3 * 49]))));
        using var network = new SacroiliitisResNet(Width, dropout: 0.1);
        Should.Throw<CheckpointRefusedException>(() => PretrainedWeights.LoadImageNet(network, folder["resnet50.pth"])).Key.ShouldBe("bn1.weight");
    }

    private static NetworkWeights Weights(Dictionary<string, CheckpointTensor> tensors) => NetworkWeights.Of(tensors);

    private static Dictionary<string, CheckpointTensor> Torchvision(SacroiliitisResNet network)
    {
        var tensors = network.state_dict()
            .Where(entry => !entry.Key.StartsWith("model.fc.", StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key["model.".Length..], entry => Tensor(NetworkState.ShapeOf(entry.Value)));
        tensors["conv1.weight"] = Tensor(Width, 3, 7, 7);
        tensors.Add("fc.weight", Tensor(1000, 32 * Width));
        tensors.Add("fc.bias", Tensor(1000));
        return tensors;
    }

    private static CheckpointTensor Tensor(params int[] shape)
    {
        var count = shape.Aggregate(1, (product, side) => product * side);
        return new CheckpointTensor(shape, [.. Enumerable.Range(0, count).Select(index => index % 97 / 97f)]);
    }
}
