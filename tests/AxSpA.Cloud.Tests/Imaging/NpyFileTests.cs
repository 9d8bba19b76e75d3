using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Imaging;

public class NpyFileTests
{
    [Theory]
    [InlineData("unit/dilate_in.npy")]
    [InlineData("unit/components_in.npy")]
    public void Byte_plane_written_again_gives_the_bytes_numpy_wrote(string name)
        => NpyFile.Write(Golden.Plane<byte>(name)).ShouldBe(Golden.Bytes(name));

    [Fact]
    public void Other_type_is_refused_by_name()
        => Should.Throw<InvalidDataException>(() => NpyFile.ReadPlane<float>(Golden.Bytes("unit/dilate_in.npy")))
            .Message.ShouldBe("expected an npy file of type <f4, found |u1");

    [Fact]
    public void Cut_file_is_refused_with_both_lengths()
        => Should.Throw<InvalidDataException>(() => NpyFile.ReadPlane<byte>(Golden.Bytes("unit/dilate_in.npy").AsSpan()[..^1]))
            .Message.ShouldContain("expected 750 bytes of values");

    [Fact]
    public void One_dimension_keeps_its_trailing_comma()
    {
        var bytes = NpyFile.Write<float>([1, 2, 3], 3);
        NpyFile.Read<float>(bytes, out var shape).ShouldBe([1, 2, 3]);
        shape.ShouldBe([3]);
    }
}
