using AxSpA.Cloud.Training.Classification;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Classification;

public class EpochOrderTests
{
    [Theory]
    [InlineData(130, 64, 3)]
    [InlineData(129, 64, 2)]
    [InlineData(128, 64, 2)]
    [InlineData(5, 64, 1)]
    public void Every_picture_comes_once_but_a_last_one_alone(int pictures, int batch, int steps)
    {
        var batches = EpochOrder.Batches(pictures, batch, new Random(1));

        batches.Count.ShouldBe(steps);
        EpochOrder.Steps(pictures, batch).ShouldBe(steps);
        var seen = batches.SelectMany(indices => indices).ToArray();
        seen.Distinct().Count().ShouldBe(seen.Length);
        seen.Length.ShouldBe(pictures % batch == 1 ? pictures - 1 : pictures);
    }

    [Theory]
    [InlineData(64, 0, new[] { 64 })]
    [InlineData(64, 16, new[] { 16, 16, 16, 16 })]
    [InlineData(10, 4, new[] { 3, 3, 4 })]
    [InlineData(5, 2, new[] { 2, 3 })]
    [InlineData(3, 8, new[] { 3 })]
    public void Micro_batches_are_nearly_equal_and_never_a_single_picture(int batch, int microBatch, int[] lengths)
    {
        var parts = EpochOrder.MicroBatches(batch, microBatch).Select(part => part.GetOffsetAndLength(batch)).ToArray();

        parts.Select(part => part.Length).ShouldBe(lengths);
        parts.Sum(part => part.Length).ShouldBe(batch);
        parts[0].Offset.ShouldBe(0);
    }
}
