using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Inference;

/// <summary>Stage f of the reference from its stored inputs. Tolerance there: logits 1e-3, softmax 2e-4, maps 2e-3; correlation at least 0.999.</summary>
[Collection(GoldenModelsGroup.Name)]
public class ClassifierGoldenTests(GoldenModels models)
{
    [Theory]
    [InlineData("caseA", "crop")]
    [InlineData("caseA", "full")]
    [InlineData("caseB", "crop")]
    [InlineData("caseB", "full")]
    [InlineData("caseC", "crop")]
    [InlineData("caseC", "full")]
    public void Stored_input_gives_the_reference_answer_and_maps(string name, string picture)
    {
        var output = models.Classifier.Classify(Golden.Plane<float>($"{name}/e_{picture}_input.npy"));

        var logits = Golden.Array<float>($"{name}/f_{picture}_logits.npy", out _);
        output.Logits[0].ShouldBe(logits[0], 1e-3f);
        output.Logits[1].ShouldBe(logits[1], 1e-3f);
        output.Probability.ShouldBe(Golden.Array<float>($"{name}/f_{picture}_softmax.npy", out _)[1], 2e-4);
        output.Target.ShouldBe(logits[1] > logits[0] ? 1 : 0);

        var plain = Golden.Plane<float>($"{name}/f_{picture}_gradcam_low.npy");
        RequireSame(output.PlainMap, plain);

        // The sign is arbitrary in the reference and fixed here.
        Correlation(output.EigenMap, output.PlainMap).ShouldBeGreaterThan(0);
        var eigen = Golden.Plane<float>($"{name}/f_{picture}_eigencam_low.npy");
        RequireSame(output.EigenMap, Correlation(eigen, plain) < 0 ? Negative(eigen) : eigen);
    }

    [Theory]
    [InlineData("caseA", "crop")]
    [InlineData("caseC", "full")]
    public void Channel_weights_of_the_graph_are_the_reference_gradient(string name, string picture)
    {
        models.Classifier.Classify(Golden.Plane<float>($"{name}/e_{picture}_input.npy"));
        var expected = Golden.Array<float>($"{name}/f_{picture}_gradcam_weights.npy", out _);
        var found = models.Classifier.LastChannelWeights;
        var scale = expected.Max(Math.Abs);
        for (var channel = 0; channel < expected.Length; channel++)
            found[channel].ShouldBe(expected[channel], scale * 1e-4f);
    }

    private static void RequireSame(Plane<float> found, Plane<float> expected)
    {
        // The maps' own values are of the order of 1e-3: the tolerance is taken of their range, which is stricter than the reference asks for.
        var range = expected.Values.ToArray().Max(Math.Abs);
        for (var index = 0; index < expected.Values.Length; index++)
            found.Values[index].ShouldBe(expected.Values[index], Math.Min(2e-3f, 2e-3f * range));
        Correlation(found, expected).ShouldBeGreaterThan(0.999);
    }

    private static Plane<float> Negative(Plane<float> map) => new(map.Rows, map.Columns, Array.ConvertAll(map.Values.ToArray(), value => -value));

    private static double Correlation(Plane<float> first, Plane<float> second)
    {
        var (a, b) = (first.Values.ToArray(), second.Values.ToArray());
        var (meanA, meanB) = (a.Average(), b.Average());
        double product = 0, squareA = 0, squareB = 0;
        for (var index = 0; index < a.Length; index++)
        {
            product += (a[index] - meanA) * (double)(b[index] - meanB);
            squareA += Math.Pow(a[index] - meanA, 2);
            squareB += Math.Pow(b[index] - meanB, 2);
        }

        return product / Math.Sqrt(squareA * squareB);
    }
}
