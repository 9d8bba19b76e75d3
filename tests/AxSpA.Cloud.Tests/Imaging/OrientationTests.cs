using AxSpA.Cloud.Imaging;
using static AxSpA.Cloud.Tests.Imaging.Planes;

namespace AxSpA.Cloud.Tests.Imaging;

public class OrientationTests
{
    [Fact]
    public void Transposed_plane_has_rows_for_columns()
        => ShouldEqual(Orientation.Transpose(Bytes("123", "456")), Bytes("14", "25", "36"));

    [Fact]
    public void Mirrored_plane_has_left_for_right()
        => ShouldEqual(Orientation.MirrorColumns(Bytes("123", "456")), Bytes("321", "654"));

    [Fact]
    public void Either_turn_done_twice_gives_the_plane_back()
    {
        var random = new Random(1);
        for (var round = 0; round < 30; round++)
        {
            var plane = RandomBytes(random, 80, 255);
            ShouldEqual(Orientation.Transpose(Orientation.Transpose(plane)), plane);
            ShouldEqual(Orientation.MirrorColumns(Orientation.MirrorColumns(plane)), plane);
        }
    }
}
