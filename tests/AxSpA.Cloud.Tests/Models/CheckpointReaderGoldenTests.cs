using System.Globalization;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Models;

/// <summary>Every tensor of the golden checkpoints against what PyTorch printed about it.</summary>
public class CheckpointReaderGoldenTests
{
    [Theory]
    [InlineData("segmentation_model.pt", "network")]
    [InlineData("classification_model.ckpt", "state_dict")]
    public void Every_tensor_has_the_shape_and_values_that_pytorch_saw(string file, string key)
    {
        using var checkpoint = CheckpointReader.Open(Golden.File($"weights/{file}"));
        var tensors = checkpoint.Weights(key).Tensors;
        var lines = File.ReadAllLines(Golden.File($"weights/{Path.GetFileNameWithoutExtension(file)}.tsv")).Skip(1).Select(line => line.Split('\t')).ToList();

        tensors.Keys.ShouldBe(lines.Select(line => line[0]));
        foreach (var line in lines)
        {
            var tensor = tensors[line[0]];
            (tensor.Shape.Count == 0 ? "scalar" : string.Join('x', tensor.Shape)).ShouldBe(line[1], line[0]);
            tensor.Type.ShouldBe(line[2] == "int64" ? TensorType.Int64 : TensorType.Float32, line[0]);
            tensor.Count.ShouldBe(int.Parse(line[3], CultureInfo.InvariantCulture), line[0]);
            var values = tensor.ReadDoubles();
            values.Distinct().Count().ShouldBe(int.Parse(line[4], CultureInfo.InvariantCulture), line[0]);
            // Nine digits are printed.
            RequireClose(values.Min(), line[5], 1e-8, line[0]);
            RequireClose(values.Max(), line[6], 1e-8, line[0]);
            RequireClose(values.Sum(), line[7], 1e-9, line[0]);
            tensor.ReadSingles().ShouldBe(values.Select(value => (float)value), line[0]);
        }
    }

    [Fact]
    public void Lightning_checkpoint_keeps_its_hyper_parameters_beside_the_weights()
    {
        using var checkpoint = CheckpointReader.Open(Golden.File("weights/classification_model.ckpt"));
        var root = checkpoint.Root.ShouldBeOfType<PickleMapping>();
        root["epoch"].ShouldBe(29L);
        root["hyper_parameters"].ShouldBeOfType<PickleMapping>()["max_lr"].ShouldBe(0.0005);
    }

    private static void RequireClose(double found, string printed, double relative, string key)
    {
        var expected = double.Parse(printed, CultureInfo.InvariantCulture);
        found.ShouldBe(expected, Math.Max(1e-9, relative * Math.Abs(expected)), key);
    }
}
