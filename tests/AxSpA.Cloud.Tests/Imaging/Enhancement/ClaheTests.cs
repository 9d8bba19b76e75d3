using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class ClaheTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 40)]
    [InlineData(40, 1)]
    [InlineData(7, 9)]
    [InlineData(200, 300)]
    public void Constant_picture_comes_out_as_ones(int rows, int columns)
        => ShouldEqual(Clahe.Equalise(Constant(rows, columns, 0f), 0.01), Constant(rows, columns, 1f));

    [Fact]
    public void Faint_contrast_inside_a_tile_is_raised()
    {
        var checker = Generate(160, 160, (row, column) => 0.5f + ((row + column) % 2 == 0 ? 0.02f : -0.02f) + (row == 0 && column == 0 ? 0.48f : row == 0 && column == 1 ? -0.48f : 0));
        var equalised = Clahe.Equalise(checker, 0.5);
        (equalised[80, 80] - equalised[80, 81]).ShouldBeGreaterThan(0.2f);
    }

    [Fact]
    public void Result_reaches_from_zero_to_one_whatever_the_size()
    {
        var random = new Random(61);
        for (var round = 0; round < 80; round++)
        {
            var plane = Stretch.ToUnit(RandomFloats(random, random.Next(2, 50), random.Next(2, 50)));
            var values = Clahe.Equalise(plane, 0.01).Values.ToArray();
            (values.Min(), values.Max()).ShouldBe((0f, 1f), $"{plane.Rows} × {plane.Columns}");
        }
    }

    [Fact]
    public void Contrast_step_does_not_depend_on_offset_or_on_a_doubled_scale()
    {
        var random = new Random(64);
        for (var round = 0; round < 20; round++)
        {
            var grey = RandomGrey(random, random.Next(1, 70), random.Next(1, 70), 4096);
            var brighter = Generate(grey.Rows, grey.Columns, (row, column) => (ushort)((grey[row, column] * 8) + 1000));
            ShouldEqual(ContrastStep.Enhance(brighter, PreprocessingRules.Paper1), ContrastStep.Enhance(grey, PreprocessingRules.Paper1));
        }
    }

    [Fact]
    public void Clipped_histogram_keeps_its_sum_and_its_limit()
    {
        var random = new Random(62);
        for (var round = 0; round < 300; round++)
        {
            var counts = RandomHistogram(random);
            var (sum, limit) = (counts.Sum(), random.Next(1, 60));
            var clipped = counts.ToArray();
            ClippedHistogram.Clip(clipped, limit);
            clipped.Max().ShouldBeLessThanOrEqualTo(limit, $"round {round}");
            // The last step of a round may give away a little more than was left, never less.
            clipped.Sum().ShouldBeGreaterThanOrEqualTo(Math.Min(sum, limit * counts.Length), $"round {round}");
        }
    }

    [Fact]
    public void Excess_is_spread_by_the_written_rule()
    {
        var random = new Random(63);
        for (var round = 0; round < 300; round++)
        {
            var counts = RandomHistogram(random);
            var limit = random.Next(1, 60);
            var expected = ByTheRule(counts, limit);
            ClippedHistogram.Clip(counts, limit);
            counts.ShouldBe(expected, $"round {round}");
        }
    }

    [Theory]
    [InlineData(-0.01f)]
    [InlineData(1.01f)]
    [InlineData(float.NaN)]
    public void Value_outside_the_unit_range_is_refused(float value)
        => Should.Throw<ArgumentException>(() => Clahe.Equalise(Constant(2, 2, value), 0.01)).Message.ShouldContain("expected values 0..1");

    [Theory]
    [InlineData(0)]
    [InlineData(1.5)]
    public void Clip_share_outside_its_range_is_refused(double share)
        => Should.Throw<ArgumentOutOfRangeException>(() => Clahe.Equalise(Constant(2, 2, 0f), share));

    private static int[] RandomHistogram(Random random)
    {
        var counts = new int[256];
        for (var pixel = random.Next(1, 6000); pixel > 0; pixel--)
            counts[Math.Clamp((int)(random.NextDouble() * random.NextDouble() * 256), 0, 255)]++;
        return counts;
    }

    /// <summary>The rule step by step, whole array after whole array.</summary>
    private static int[] ByTheRule(int[] counts, int limit)
    {
        var excess = counts.Where(count => count > limit).Sum(count => count - limit);
        var bins = counts.Select(count => Math.Min(count, limit)).ToArray();
        var share = excess / 256;
        var raised = bins.Select(count => count < limit - share ? count + share : count).ToArray();
        var filled = raised.Select(count => count >= limit - share && count < limit ? limit : count).ToArray();
        excess -= filled.Sum() - bins.Sum();
        for (var before = excess + 1; excess > 0 && excess != before;)
        {
            before = excess;
            for (var start = 0; start < 256 && excess > 0; start++)
            {
                var step = Math.Max(1, filled.Count(count => count < limit) / excess);
                var given = Enumerable.Range(0, 256).Where(bin => bin >= start && (bin - start) % step == 0 && filled[bin] < limit).ToArray();
                foreach (var bin in given)
                    filled[bin]++;
                excess -= given.Length;
            }
        }

        return filled;
    }
}
