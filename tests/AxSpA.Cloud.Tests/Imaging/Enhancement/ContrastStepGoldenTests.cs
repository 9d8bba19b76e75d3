using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;
using static AxSpA.Cloud.Tests.Imaging.Difference;

namespace AxSpA.Cloud.Tests.Imaging;

public class ContrastStepGoldenTests
{
    // The reference allows 1e-4 on 95 % of pixels and 0.02 anywhere for the whole step; here every operation keeps its order and precision, so that nothing differs.
    private const double Tolerance = 1e-6;

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
        => ShouldBeWithin(ContrastStep.Enhance(Golden.Plane<float>($"unit/clahe_{name}_in.npy"), Rules), Golden.Plane<float>($"unit/clahe_{name}_out.npy"), Tolerance);

    [Theory]
    [InlineData("caseA")]
    [InlineData("caseB")]
    [InlineData("caseC")]
    public void Contrast_step_of_the_crop_agrees_with_the_app(string name)
    {
        var crop = Orientation.Transpose(GoldenCase.Grey($"{name}/c_app_crop.npy").Grey);
        ShouldBeWithin(ContrastStep.Enhance(Orientation.MirrorColumns(crop), Rules), Golden.Plane<float>($"{name}/d_crop_clahe.npy"), Tolerance);
    }

    [Theory]
    [InlineData("caseA", "d_full_clahe_every4", 4)]
    [InlineData("caseB", "d_full_clahe_every4", 4)]
    [InlineData("caseC", "d_full_clahe", 1)]
    public void Contrast_step_of_the_whole_radiograph_agrees_with_the_app(string name, string file, int every)
    {
        var expected = Golden.Plane<float>($"{name}/{file}.npy");
        var enhanced = ContrastStep.Enhance(Orientation.MirrorColumns(GoldenCase.Radiograph(name).Grey), Rules);
        ShouldBeWithin(GoldenCase.Every(enhanced, every), expected, Tolerance);
    }
}
