using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Phantoms;
using AxSpA.Cloud.Phantoms.Writing;
using Shouldly;

namespace AxSpA.Cloud.Tests.Phantoms;

[Trait("Requirement", "PHA-02")]
public class PhantomMaskFileTests
{
    private const int Rows = 33;
    private const int Columns = 65;

    [Fact]
    public void Masks_read_as_they_were_written()
    {
        var planes = Enumerable.Range(0, 7).Select(Mask).ToArray();
        var file = PhantomMaskFile.Encode(new PhantomMasks(planes[0], planes[1], planes[2], planes[3], planes[4], planes[5], planes[6]));

        var read = PhantomMaskFile.Decode(file);

        Plane<byte>[] masks = [read.LeftJoint, read.RightJoint, read.LeftLesions, read.RightLesions, read.Symphysis, read.LeftHip, read.RightHip];
        foreach (var (mask, plane) in masks.Zip(planes))
            mask.Values.SequenceEqual(plane.Values).ShouldBeTrue();
        PngImage.Decode8(file)[3, 5].ShouldBe((byte)Enumerable.Range(0, 7).Sum(bit => planes[bit][3, 5] << bit));
    }

    [Fact]
    public void Masks_of_several_sizes_are_refused()
    {
        var (mask, other) = (Mask(1), new Plane<byte>(1, 1, [0]));
        Should.Throw<ArgumentException>(() => PhantomMaskFile.Encode(new PhantomMasks(mask, mask, mask, mask, mask, mask, other)));
    }

    [Fact]
    public void Bit_that_means_nothing_is_refused()
        => Should.Throw<InvalidDataException>(() => PhantomMaskFile.Decode(PngImage.Encode(new Plane<byte>(1, 1, [128])))).Message.ShouldContain("0 to 127");

    private static Plane<byte> Mask(int bit)
        => new(Rows, Columns, [.. Enumerable.Range(0, Rows * Columns).Select(at => (byte)((((at * 7919) + bit) % (bit + 2)) == 0 ? 1 : 0))]);
}
