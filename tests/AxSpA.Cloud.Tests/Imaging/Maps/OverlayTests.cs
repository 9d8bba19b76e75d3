using AxSpA.Cloud.Imaging;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class OverlayTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(30, 700)]
    [InlineData(400, 300)]
    public void Overlay_has_the_radiographs_size(int rows, int columns)
    {
        using var picture = Decoded(Overlay.Draw(Ramp(rows, columns), Constant(rows, columns, 0.5f), new OverlayMarks(Seen: new PixelRectangle(0, 0, columns, rows))));
        (picture.Rows, picture.Cols, picture.Channels()).ShouldBe((rows, columns, 3));
    }

    [Fact]
    public void Without_heat_a_small_radiograph_stays_grey()
    {
        using var picture = Decoded(Overlay.Draw(Ramp(40, 50), Constant(40, 50, 0f)));
        picture.GetArray(out Vec3b[] pixels);
        pixels.ShouldAllBe(pixel => pixel.Item0 == pixel.Item1 && pixel.Item1 == pixel.Item2);
        pixels[0].Item0.ShouldBe((byte)0);
        pixels[^1].Item0.ShouldBe((byte)255);
    }

    [Fact]
    public void Heat_is_coloured_where_it_is_and_nowhere_else()
    {
        var heat = Generate(60, 60, (row, column) => row == 20 && column == 30 ? 1f : 0f);
        using var picture = Decoded(Overlay.Draw(Ramp(60, 60), heat));
        var hot = picture.At<Vec3b>(20, 30);
        ((int)hot.Item2).ShouldBeGreaterThan(hot.Item0 + 30);
        var cold = picture.At<Vec3b>(20, 31);
        cold.Item2.ShouldBe(cold.Item0);
    }

    [Fact]
    public void Left_joint_is_outlined_at_the_right_in_blue_and_the_right_one_at_the_left_in_green()
    {
        var marks = new OverlayMarks(Block(60, 200, 150), Block(60, 200, 40));
        using var picture = Decoded(Overlay.Draw(Ramp(60, 200), Constant(60, 200, 0f), marks));
        var (left, right) = (picture.At<Vec3b>(20, 155), picture.At<Vec3b>(20, 45));
        (left.Item0 > left.Item1 && left.Item1 > left.Item2).ShouldBeTrue("blue strongest");
        (right.Item1 > right.Item0 && right.Item1 > right.Item2).ShouldBeTrue("green strongest");
    }

    [Fact]
    [Trait("Requirement", "EXP-01")]
    public void Fallback_is_outlined_with_dashes_and_the_usual_rule_with_a_line()
    {
        var block = Block(200, 200, 100);
        ShareOfOutline(new OverlayMarks(block)).ShouldBe(1);
        ShareOfOutline(new OverlayMarks(block, LeftFinding: JointFinding.MedianHeightFallback)).ShouldBeInRange(0.3, 0.7);

        static double ShareOfOutline(OverlayMarks marks)
        {
            using var picture = Decoded(Overlay.Draw(Ramp(200, 200), Constant(200, 200, 0f), marks));
            var sides = Enumerable.Range(20, 20).SelectMany(row => new[] { picture.At<Vec3b>(row, 100), picture.At<Vec3b>(row, 111) }).ToList();
            return sides.Count(pixel => pixel.Item0 > pixel.Item2 + 30) / (double)sides.Count;
        }
    }

    [Theory]
    [Trait("Requirement", "EXP-01")]
    [InlineData(JointFinding.Intersection, JointFinding.Intersection, 0)]
    [InlineData(JointFinding.MedianHeightFallback, JointFinding.Intersection, 1)]
    [InlineData(JointFinding.Intersection, JointFinding.NotFound, 1)]
    [InlineData(JointFinding.NotFound, JointFinding.MedianHeightFallback, 2)]
    public void Every_joint_not_found_by_the_usual_rule_has_a_line_of_words_above_the_caption(JointFinding left, JointFinding right, int lines)
    {
        var inked = Inked(Ramp(600, 500), OverlayMarks.None, new OverlayMarks(LeftFinding: left, RightFinding: right)).Select(pixel => pixel.Row).ToHashSet();
        inked.Count(row => !inked.Contains(row - 1)).ShouldBe(lines);
        if (lines > 0)
            inked.ShouldAllBe(row => row > 540 && row < 600 - 18);
    }

    [Theory]
    [InlineData(240, 240)]
    [InlineData(240, 10000)]
    [InlineData(10000, 240)]
    public void Legend_lies_inside_a_picture_of_any_form(int rows, int columns)
    {
        using var picture = Decoded(Overlay.Draw(Ramp(rows, columns), Constant(rows, columns, 0f)));
        picture.GetArray(out Vec3b[] pixels);
        var coloured = Enumerable.Range(0, pixels.Length).Where(index => pixels[index].Item0 != pixels[index].Item2).ToList();
        coloured.ShouldNotBeEmpty();
        coloured.ShouldAllBe(index => index / columns > rows / 2 && index / columns < rows - 3 && index % columns > columns / 2 && index % columns < columns - 3);
        coloured.Count(index => index / columns == coloured[0] / columns).ShouldBeGreaterThan(30);
    }

    [Fact]
    [Trait("Requirement", "EXP-02")]
    public void Legend_names_the_class_that_the_map_is_evidence_for()
    {
        var (positive, negative) = (new OverlayMarks(ExplainedClass: "r-axSpA"), new OverlayMarks(ExplainedClass: "nr-axSpA"));
        foreach (var inked in new[] { Inked(Ramp(600, 500), OverlayMarks.None, positive), Inked(Ramp(600, 500), positive, negative) })
        {
            inked.ShouldNotBeEmpty();
            inked.ShouldAllBe(pixel => pixel.Row > 540 && pixel.Row < 600 - 20 && pixel.Column > 250 && pixel.Column < 500 - 3);
        }
    }

    [Fact]
    [Trait("Requirement", "EXP-02")]
    public void Sides_that_were_assumed_have_a_question_mark()
    {
        var inked = Inked(Ramp(600, 500), OverlayMarks.None, new OverlayMarks(SidesAssumed: true));
        inked.ShouldAllBe(pixel => pixel.Row < 50 && pixel.Column > 10 && pixel.Column < 490 && (pixel.Column < 100 || pixel.Column > 400));
        inked.ShouldContain(pixel => pixel.Column < 100);
        inked.ShouldContain(pixel => pixel.Column > 400);
    }

    [Theory]
    [InlineData(240, 300)]
    [InlineData(1500, 240)]
    [InlineData(240, 1500)]
    [InlineData(900, 1100)]
    public void Words_lie_inside_the_picture_and_on_nothing_else_that_is_drawn(int rows, int columns)
    {
        var black = new Radiograph(Constant(rows, columns, (ushort)0), GreyDepth.Eight);
        var named = new OverlayMarks(ExplainedClass: "nr-axSpA");
        using var plain = Decoded(Overlay.Draw(black, Constant(rows, columns, 0f), named));
        plain.GetArray(out Vec3b[] drawn);
        var background = drawn[(rows / 2 * columns) + (columns / 2)];
        var fallback = JointFinding.MedianHeightFallback;
        var inked = Inked(black, named, named with { LeftFinding = fallback, RightFinding = fallback });
        inked.ShouldNotBeEmpty();
        inked.ShouldAllBe(pixel => drawn[(pixel.Row * columns) + pixel.Column] == background);
        inked.ShouldAllBe(pixel => pixel.Column < columns - 3);
    }

    [Fact]
    public void Sixteen_bits_look_like_eight_of_the_same_picture()
    {
        var (heat, wide) = (Constant(50, 40, 0.3f), Generate(50, 40, (row, column) => (ushort)(((row * 40) + column) * 30)));
        var sixteen = Overlay.Draw(new Radiograph(wide, GreyDepth.Sixteen), heat);
        var doubled = Overlay.Draw(new Radiograph(Generate(50, 40, (row, column) => (ushort)(wide[row, column] + 1000)), GreyDepth.Sixteen), heat);
        doubled.ShouldBe(sixteen);
    }

    [Fact]
    public void Map_of_another_size_is_refused()
        => Should.Throw<ArgumentException>(() => Overlay.Draw(Ramp(4, 5), Constant(5, 4, 0f))).Message.ShouldContain("expected 4 × 5");

    /// <summary>Pixels that differ between two pictures of a radiograph.</summary>
    private static List<(int Row, int Column)> Inked(Radiograph radiograph, OverlayMarks one, OverlayMarks other)
    {
        var (rows, columns) = (radiograph.Rows, radiograph.Columns);
        using var plain = Decoded(Overlay.Draw(radiograph, Constant(rows, columns, 0f), one));
        using var marked = Decoded(Overlay.Draw(radiograph, Constant(rows, columns, 0f), other));
        plain.GetArray(out Vec3b[] before);
        marked.GetArray(out Vec3b[] after);
        return [.. Enumerable.Range(0, before.Length).Where(index => before[index] != after[index]).Select(index => (index / columns, index % columns))];
    }

    private static Radiograph Ramp(int rows, int columns)
        => new(Generate(rows, columns, (row, column) => (ushort)(255L * ((row * columns) + column) / Math.Max((rows * columns) - 1, 1))), GreyDepth.Eight);

    private static Plane<byte> Block(int rows, int columns, int from)
        => Generate(rows, columns, (row, column) => row is >= 20 and < 40 && column >= from && column < from + 12 ? (byte)1 : (byte)0);

    private static Mat Decoded(byte[] file) => Cv2.ImDecode(file, ImreadModes.Unchanged);
}
