using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;

namespace AxSpA.Cloud.Tests.Imaging;

public class ContrastStepGoldenTests
{
    private static readonly PreprocessingRules Rules = PreprocessingRules.Paper1;

    [Fact]
    public void Each_step_on_the_crop_of_case_C_is_that_of_the_app()
    {
        static Plane<float> Stage(string name) => Golden.Plane<float>($"caseC/d_crop_clahe_{name}.npy");

        var crop = Orientation.MirrorColumns(Orientation.Transpose(GoldenCase.Grey("caseC/c_app_crop.npy").Grey));
        ShouldBeWithin(Stretch.ToUnit(crop), Stage("1_rescaled"), 0);
        ShouldBeWithin(Median3x3.Filter(Stage("1_rescaled")), Stage("2_median"), 0);
        ShouldBeWithin(GaussianBlur.Filter(Stage("2_median")), Stage("3_gaussian"), 0);
        ShouldBeWithin(ContrastStep.TakeAway(Stage("2_median"), Stage("3_gaussian"), 0.6f), Stage("4_difference"), 0);
        ShouldBeWithin(Stretch.ToUnit(Stage("4_difference")), Stage("5_rescaled"), 0);
        ShouldBeWithin(Clahe.Equalise(Stage("5_rescaled"), Rules.ClaheClipShare), Golden.Plane<float>("caseC/d_crop_clahe.npy"), 1e-6);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("tile_exact")]
    [InlineData("tiny")]
    [InlineData("tall")]
    public void Equalisation_of_small_pictures_agrees_with_scikit_image(string name)
    {
        var stretched = Stretch.ToUnit(Golden.Plane<float>($"unit/clahe_{name}_in.npy"));
        ShouldBeWithin(Clahe.Equalise(stretched, Rules.ClaheClipShare), Golden.Plane<float>($"unit/clahe_{name}_filter_only.npy"), 1e-6);
    }

    [Theory]
    [InlineData("small")]
    [InlineData("tile_exact")]
    [InlineData("tiny")]
    [InlineData("tall")]
    [InlineData("constant")]
    public void Contrast_step_of_small_pictures_agrees_with_the_app(string name)
        => ShouldAgreeAsAWhole(ContrastStep.Enhance(Golden.Plane<float>($"unit/clahe_{name}_in.npy"), Rules), Golden.Plane<float>($"unit/clahe_{name}_out.npy"));

    [Theory]
    [InlineData("caseA")]
    [InlineData("caseB")]
    [InlineData("caseC")]
    public void Contrast_step_of_the_crop_agrees_with_the_app(string name)
    {
        var crop = Orientation.Transpose(GoldenCase.Grey($"{name}/c_app_crop.npy").Grey);
        ShouldAgreeAsAWhole(ContrastStep.Enhance(Orientation.MirrorColumns(crop), Rules), Golden.Plane<float>($"{name}/d_crop_clahe.npy"));
    }

    [Theory]
    [InlineData("caseA", "d_full_clahe_every4", 4)]
    [InlineData("caseB", "d_full_clahe_every4", 4)]
    [InlineData("caseC", "d_full_clahe", 1)]
    public void Contrast_step_of_the_whole_radiograph_agrees_with_the_app(string name, string file, int every)
    {
        var expected = Golden.Plane<float>($"{name}/{file}.npy");
        var enhanced = ContrastStep.Enhance(Orientation.MirrorColumns(GoldenCase.Radiograph(name).Grey), Rules);
        ShouldAgreeAsAWhole(GoldenCase.Every(enhanced, every), expected);
    }

    private static void ShouldAgreeAsAWhole(Plane<float> actual, Plane<float> expected)
    {
        var difference = Between(actual, expected);
        TestContext.Current.TestOutputHelper?.WriteLine(difference.ToString());
        difference.Mean.ShouldBeLessThan(1e-4);
        difference.ShareWithin1e4.ShouldBeGreaterThanOrEqualTo(0.95);
        difference.Largest.ShouldBeLessThanOrEqualTo(0.02);
    }
}
