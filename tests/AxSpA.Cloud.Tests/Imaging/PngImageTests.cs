using AxSpA.Cloud.Imaging;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class PngImageTests
{
    [Fact]
    public void Planes_come_back_exactly()
    {
        var random = new Random(101);
        for (var round = 0; round < 20; round++)
        {
            var eight = RandomBytes(random, 70, 255);
            ShouldEqual(PngImage.Decode8(PngImage.Encode(eight)), eight);
            var sixteen = RandomGrey(random, random.Next(1, 70), random.Next(1, 70), 65536);
            ShouldEqual(PngImage.Decode16(PngImage.Encode(sixteen)), sixteen);
        }
    }

    [Fact]
    public void Radiograph_is_written_in_its_own_depth()
    {
        var grey = RandomGrey(new Random(102), 9, 11, 256);
        ShouldEqual(PngImage.Decode8(PngImage.Encode(new Radiograph(grey, GreyDepth.Eight))), Generate(9, 11, (row, column) => (byte)grey[row, column]));
        ShouldEqual(PngImage.Decode16(PngImage.Encode(new Radiograph(grey, GreyDepth.Sixteen))), grey);
    }

    [Theory]
    [InlineData(GreyDepth.Eight)]
    [InlineData(GreyDepth.Sixteen)]
    public void Radiograph_comes_back_in_its_own_depth(GreyDepth depth)
    {
        var radiograph = new Radiograph(RandomGrey(new Random(103), 12, 7, 256), depth);
        var read = PngImage.DecodeRadiograph(PngImage.Encode(radiograph));
        read.Depth.ShouldBe(depth);
        ShouldEqual(read.Grey, radiograph.Grey);
    }

    [Fact]
    public void Other_bytes_are_refused()
        => Should.Throw<InvalidDataException>(() => PngImage.Decode8("not a picture"u8)).Message.ShouldBe("expected a PNG file, found other bytes");

    [Fact]
    public void Other_depth_is_refused()
        => Should.Throw<InvalidDataException>(() => PngImage.Decode16(PngImage.Encode(Bytes("012")))).Message.ShouldContain("expected a grey PNG of type CV_16UC1, found CV_8UC1");

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    public void File_cut_short_is_refused(int length)
        => Should.Throw<InvalidDataException>(() => PngImage.Decode8(PngImage.Encode(Bytes("012")).AsSpan()[..length])).Message.ShouldContain("cut short");
}
