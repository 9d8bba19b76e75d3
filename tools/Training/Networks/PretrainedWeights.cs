using AxSpA.Cloud.Models;
using TorchSharp;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Weights from PyTorch's files, read without running anything in them.</summary>
public static class PretrainedWeights
{
    private const int PublishedWidth = 64;
    private const int ColourChannels = 3;
    private const string Prefix = "model.";
    private const string Head = "model.fc.";
    private const string Stem = "model.conv1.weight";
    private const string UnusedCount = ".num_batches_tracked";

    private static readonly string[] ImageNetHead = ["fc.weight", "fc.bias"];

    /// <summary>Takes the published segmenter's weights, <c>segmentation_model.pt</c>.</summary>
    /// <exception cref="CheckpointRefusedException">Not such a checkpoint, or of another width.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void LoadPublished(PelvisUNet network, string file)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var checkpoint = CheckpointReader.Open(file);
        NetworkState.Write(network, checkpoint.Weights("network"));
    }

    /// <summary>Takes the published classifier's weights, <c>classification_model.ckpt</c>.</summary>
    /// <exception cref="CheckpointRefusedException">Not such a checkpoint, or of another width.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void LoadPublished(SacroiliitisResNet network, string file)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var checkpoint = CheckpointReader.Open(file);
        NetworkState.Write(network, checkpoint.Weights("state_dict"));
    }

    /// <summary>
    /// Takes torchvision's ResNet-50, trained on ImageNet: the first convolution summed over its colour channels, everything up to the head, which keeps
    /// its own weights (Dorfner et al., RMD Open 2024;10:e004628, methods).
    /// </summary>
    /// <exception cref="ArgumentException">The network is narrower than torchvision's.</exception>
    /// <exception cref="CheckpointRefusedException">A key is missing, has another shape, or is none of a ResNet-50; the network is then unchanged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static void LoadImageNet(SacroiliitisResNet network, string file)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (network.Width != PublishedWidth)
            throw new ArgumentException($"imagenet: expected architecture resnet50-{PublishedWidth}, which torchvision's weights fit, found resnet50-{network.Width}");
        using var checkpoint = CheckpointReader.Open(file);
        TakeImageNet(network, checkpoint.Weights());
    }

    internal static void TakeImageNet(SacroiliitisResNet network, NetworkWeights weights)
    {
        var trunk = network.state_dict().Where(entry => !entry.Key.StartsWith(Head, StringComparison.Ordinal)).ToList();
        var taken = trunk.Select(entry => (Target: entry.Value, Source: Take(weights, entry.Key, NetworkState.ShapeOf(entry.Value)))).ToList();
        foreach (var key in ImageNetHead.Where(weights.Tensors.ContainsKey))
            weights.Take(key, [.. weights.Tensors[key].Shape]);
        weights.RequireAllTaken();
        foreach (var (target, source) in taken)
        {
            if (source is not null)
                NetworkState.Set(target, source.Count == target.numel() ? source.ReadSingles() : Summed(source));
        }
    }

    /// <returns>None where it is a count that older files lack: nothing depends on it.</returns>
    private static CheckpointTensor? Take(NetworkWeights weights, string key, int[] shape)
    {
        var name = key[Prefix.Length..];
        if (key == Stem)
            return weights.Take(name, shape[0], ColourChannels, shape[2], shape[3]);
        return name.EndsWith(UnusedCount, StringComparison.Ordinal) && !weights.Tensors.ContainsKey(name) ? null : weights.Take(name, shape);
    }

    /// <summary>Outputs × 3 × rows × columns to outputs × 1 × rows × columns.</summary>
    private static float[] Summed(CheckpointTensor weight)
    {
        var values = weight.ReadSingles();
        var taps = weight.Shape[2] * weight.Shape[3];
        var sums = new float[weight.Shape[0] * taps];
        for (var index = 0; index < values.Length; index++)
            sums[(index / (ColourChannels * taps) * taps) + (index % taps)] += values[index];
        return sums;
    }
}
