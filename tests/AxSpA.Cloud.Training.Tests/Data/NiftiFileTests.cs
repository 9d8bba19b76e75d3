using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Training.Data;
using Shouldly;

namespace AxSpA.Cloud.Training.Tests.Data;

[Trait("Requirement", "TRA-04")]
public class NiftiFileTests
{
    /// <summary>ITK's picture without a place in space: x to the left, y to the back; NIfTI's world axes are right and anterior.</summary>
    private static readonly float[] Lps = [-1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0];

    private static readonly float[] Ras = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

    private static readonly Plane<byte> Upright = new(3, 4, [0, 0, 0, 1, 3, 1, 2, 2, 3, 0, 0, 2]);

    [Theory]
    [InlineData(DrawnNifti.UnsignedByte)]
    [InlineData(DrawnNifti.Short)]
    [InlineData(DrawnNifti.Single)]
    public void Axes_to_left_and_back_are_taken_as_they_are(short type)
    {
        var (labels, layout) = NiftiFile.Read(DrawnNifti.Of(Upright, type, Lps), asStored: false);

        labels.Values.ToArray().ShouldBe(Upright.Values.ToArray());
        (labels.Rows, labels.Columns).ShouldBe((3, 4));
        layout.ShouldBe("axes LP");
    }

    [Fact]
    public void Axes_to_right_and_front_are_turned_upright()
    {
        var turned = new Plane<byte>(3, 4, [.. Upright.Values.ToArray().Reverse()]);

        var (labels, layout) = NiftiFile.Read(DrawnNifti.Of(turned, DrawnNifti.UnsignedByte, Ras), asStored: false);

        labels.Values.ToArray().ShouldBe(Upright.Values.ToArray());
        layout.ShouldBe("axes RA");
    }

    [Fact]
    public void Frontal_slice_whose_first_axis_runs_upwards_is_turned_upright()
    {
        // Voxel (i, 0, k): i towards the head, k towards the left.
        var stored = new byte[12];
        for (var row = 0; row < 3; row++)
        {
            for (var column = 0; column < 4; column++)
                stored[(column * 3) + 2 - row] = Upright[row, column];
        }

        float[] affine = [0, 0, -1, 0, 0, 1, 0, 0, 1, 0, 0, 0];
        var file = DrawnNifti.Of(new Plane<byte>(4, 3, stored), DrawnNifti.UnsignedByte, affine, [3, 1, 4]);

        var (labels, layout) = NiftiFile.Read(file, asStored: false);

        labels.Values.ToArray().ShouldBe(Upright.Values.ToArray());
        layout.ShouldBe("axes SL");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void File_without_orientation_or_told_to_ignore_it_is_taken_as_stored(bool asStored)
        => NiftiFile.Read(DrawnNifti.Of(Upright, DrawnNifti.Short, asStored ? Ras : null, [4, 3]), asStored).Labels.Values.ToArray().ShouldBe(Upright.Values.ToArray());

    [Fact]
    public void Packed_file_is_the_same()
        => NiftiFile.Read(DrawnNifti.Pack(DrawnNifti.Of(Upright, DrawnNifti.Single, Lps)), asStored: false).Labels.Values.ToArray().ShouldBe(Upright.Values.ToArray());

    [Fact]
    [Trait("Requirement", "TRA-03")]
    public void Wrong_files_say_what_was_expected_and_found()
    {
        var good = DrawnNifti.Of(Upright, DrawnNifti.UnsignedByte, Lps);

        Refusal(DrawnNifti.Of(Upright, DrawnNifti.Single, Lps, value: label => label == 3 ? 1.5f : label)).ShouldEndWith("found 1.5");
        Refusal(DrawnNifti.Of(Upright, DrawnNifti.Short, Lps, value: label => label == 3 ? -1 : label)).ShouldEndWith("found -1");
        Refusal(good[..300]).ShouldContain("header of 348 bytes, found 300");
        Refusal(good[..^1]).ShouldContain("12 bytes of voxels, found 11");
        Refusal(new byte[400]).ShouldContain("NIfTI-1 file, found other bytes");
        Refusal(DrawnNifti.Of(Upright, DrawnNifti.UnsignedByte, Lps, [2, 3, 2])).ShouldContain("one picture (two axes longer than 1), found 2 x 3 x 2");
        Refusal(DrawnNifti.Of(Upright, DrawnNifti.UnsignedByte, [0, 0, 1, 0, -1, 0, 0, 0, 0, -1, 0, 0])).ShouldContain("frontal picture");
        Refusal(DrawnNifti.Pack(good)[..40]).ShouldNotBeEmpty();
    }

    private static string Refusal(byte[] file) => Should.Throw<InvalidDataException>(() => NiftiFile.Read(file, asStored: false)).Message;
}
