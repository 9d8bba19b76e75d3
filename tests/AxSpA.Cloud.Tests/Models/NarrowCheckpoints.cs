namespace AxSpA.Cloud.Tests.Models;

/// <summary>Checkpoints of the published architectures with a few channels and random weights.</summary>
internal static class NarrowCheckpoints
{
    /// <summary>The U-Net's tensors for four widths, in the order of the published file.</summary>
    public static List<(string Name, int[] Shape, float[] Values)> Segmenter(int seed, params int[] widths)
    {
        var network = new Tensors(seed);
        Level("model", 1, 0, 4);
        return network.List;

        void Level(string prefix, int channels, int level, int outputChannels)
        {
            var width = widths[level];
            if (level == 3)
            {
                Down(prefix, channels, width, residualKernel: 1);
                return;
            }

            var upWidth = level == 2 ? widths[3] : widths[level];
            Down($"{prefix}.0", channels, width, residualKernel: 3);
            Level($"{prefix}.1.submodule", width, level + 1, upWidth);
            network.Add($"{prefix}.2.0.conv.weight", 0.2f, width + upWidth, outputChannels, 3, 3);
            network.Add($"{prefix}.2.0.conv.bias", 0.2f, outputChannels);
            network.Add($"{prefix}.2.0.adn.A.weight", 0.2f, 1);
            network.Add($"{prefix}.2.1.conv.unit0.conv.weight", 0.2f, outputChannels, outputChannels, 3, 3);
            network.Add($"{prefix}.2.1.conv.unit0.conv.bias", 0.2f, outputChannels);
            if (level > 0)
                network.Add($"{prefix}.2.1.conv.unit0.adn.A.weight", 0.2f, 1);
        }

        void Down(string prefix, int channels, int width, int residualKernel)
        {
            for (var unit = 0; unit < 3; unit++)
            {
                network.Add($"{prefix}.conv.unit{unit}.conv.weight", 0.3f, width, unit == 0 ? channels : width, 3, 3);
                network.Add($"{prefix}.conv.unit{unit}.conv.bias", 0.3f, width);
                network.Add($"{prefix}.conv.unit{unit}.adn.A.weight", 0.2f, 1);
            }

            network.Add($"{prefix}.residual.weight", 0.3f, width, channels, residualKernel, residualKernel);
            network.Add($"{prefix}.residual.bias", 0.3f, width);
        }
    }

    /// <summary>The ResNet's tensors with a base width of <paramref name="width"/> instead of 64.</summary>
    public static List<(string Name, int[] Shape, float[] Values)> Classifier(int seed, int width, int hidden)
    {
        var network = new Tensors(seed);
        network.Add("model.conv1.weight", 0.3f, width, 1, 7, 7);
        Norm("model.bn1", width);
        var channels = width;
        int[] blocks = [3, 4, 6, 3];
        for (var layer = 0; layer < 4; layer++)
        {
            for (var block = 0; block < blocks[layer]; block++)
            {
                var (prefix, inner) = ($"model.layer{layer + 1}.{block}", width << layer);
                Folded($"{prefix}.conv1", $"{prefix}.bn1", inner, channels, 1);
                Folded($"{prefix}.conv2", $"{prefix}.bn2", inner, inner, 3);
                Folded($"{prefix}.conv3", $"{prefix}.bn3", 4 * inner, inner, 1);
                if (block == 0)
                    Folded($"{prefix}.downsample.0", $"{prefix}.downsample.1", 4 * inner, channels, 1);
                channels = 4 * inner;
            }
        }

        network.Add("model.fc.0.weight", 0.5f, hidden, channels);
        network.Add("model.fc.0.bias", 0.5f, hidden);
        Norm("model.fc.2", hidden);
        network.Add("model.fc.4.weight", 0.5f, 2, hidden);
        network.Add("model.fc.4.bias", 0.5f, 2);
        return network.List;

        void Folded(string prefix, string norm, int outputs, int inputs, int kernel)
        {
            network.Add($"{prefix}.weight", 0.4f, outputs, inputs, kernel, kernel);
            Norm(norm, outputs);
        }

        void Norm(string prefix, int count)
        {
            network.Add($"{prefix}.weight", 1f, count);
            network.Add($"{prefix}.bias", 0.3f, count);
            network.Add($"{prefix}.running_mean", 0.3f, count);
            network.List.Add(($"{prefix}.running_var", [count], [.. Enumerable.Repeat(0.8f, count)]));
            network.List.Add(($"{prefix}.num_batches_tracked", [], [1f]));
        }
    }

    private sealed class Tensors(int seed)
    {
        private readonly Random _random = new(seed);

        public List<(string Name, int[] Shape, float[] Values)> List { get; } = [];

        public void Add(string name, float scale, params int[] shape)
        {
            var count = shape.Aggregate(1, (product, side) => product * side);
            List.Add((name, shape, [.. Enumerable.Range(0, count).Select(_ => scale * ((2 * _random.NextSingle()) - 1))]));
        }
    }
}
