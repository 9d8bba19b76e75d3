using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class JointCropTests
{
    [Fact]
    public void Crop_keeps_the_box_where_all_of_it_is_brighter_than_the_black_around()
    {
        var radiograph = new Radiograph(Generate(6, 8, (row, column) => (ushort)(100 + (row * 8) + column)), GreyDepth.Eight);
        var crop = JointCrop.Cut(radiograph, new PixelRectangle(2, 1, 4, 3));
        crop.Rectangle.ShouldBe(new PixelRectangle(2, 1, 4, 3));
        crop.Pixels!.Grey.Row(0).ToArray().ShouldBe([(ushort)110, (ushort)111, (ushort)112, (ushort)113]);
        crop.Pixels.Depth.ShouldBe(GreyDepth.Eight);
    }

    [Fact]
    public void Dark_border_of_the_box_is_lost()
    {
        // The first row of the box holds grey 1, which is not above the threshold of 1.
        var radiograph = new Radiograph(Generate(20, 20, (row, _) => row < 6 ? (ushort)1 : (ushort)200), GreyDepth.Eight);
        var crop = JointCrop.Cut(radiograph, new PixelRectangle(5, 5, 4, 4));
        crop.Threshold.Value.ShouldBe(1);
        crop.Rectangle.ShouldBe(new PixelRectangle(5, 6, 4, 3));
    }

    [Theory]
    [InlineData(GreyDepth.Eight)]
    [InlineData(GreyDepth.Sixteen)]
    public void All_black_radiograph_gives_an_empty_crop(GreyDepth depth)
    {
        var crop = JointCrop.Cut(new Radiograph(Constant(9, 9, (ushort)0), depth), new PixelRectangle(2, 2, 3, 3));
        crop.Empty.ShouldBeTrue();
        crop.Rectangle.ShouldBeNull();
        crop.Pixels.ShouldBeNull();
    }

    [Fact]
    public void White_16_bit_box_over_the_whole_picture_is_empty()
        => JointCrop.Cut(new Radiograph(Constant(3, 3, ushort.MaxValue), GreyDepth.Sixteen), new PixelRectangle(0, 0, 3, 3)).Empty.ShouldBeTrue();

    [Theory]
    [InlineData(-1, 0, 2, 2)]
    [InlineData(0, 0, 5, 2)]
    [InlineData(0, 3, 2, 2)]
    [InlineData(1, 1, 0, 2)]
    public void Box_outside_the_radiograph_is_refused(int x, int y, int width, int height)
        => Should.Throw<ArgumentException>(() => JointCrop.Cut(new Radiograph(Constant(4, 4, (ushort)9), GreyDepth.Eight), new PixelRectangle(x, y, width, height)))
            .Message.ShouldContain("inside 4 × 4 pixels");

    [Fact]
    public void Crop_equals_the_bounding_box_of_the_blacked_picture_above_its_threshold()
    {
        var random = new Random(41);
        for (var round = 0; round < 60; round++)
        {
            var (rows, columns) = (random.Next(2, 40), random.Next(2, 40));
            var depth = random.Next(2) == 0 ? GreyDepth.Eight : GreyDepth.Sixteen;
            var grey = RandomGrey(random, rows, columns, depth == GreyDepth.Eight ? 256 : 5000);
            var (x, y) = (random.Next(columns), random.Next(rows));
            var box = new PixelRectangle(x, y, random.Next(1, columns - x + 1), random.Next(1, rows - y + 1));
            var blacked = Generate(rows, columns, (row, column) => Inside(box, row, column) ? grey[row, column] : (ushort)0);

            var crop = JointCrop.Cut(new Radiograph(grey, depth), box);

            crop.Threshold.ShouldBe(OtsuThreshold.Compute(blacked, depth), $"round {round}");
            var above = Generate(rows, columns, (row, column) => blacked[row, column] > crop.Threshold.Value ? (byte)1 : (byte)0);
            crop.Rectangle.ShouldBe(Masks.BoundingBox(above), $"round {round}");
        }
    }

    private static bool Inside(PixelRectangle box, int row, int column)
        => row >= box.Y && row < box.Y + box.Height && column >= box.X && column < box.X + box.Width;
}
