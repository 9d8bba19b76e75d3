using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Runs;
using TorchSharp;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>
/// Cropping, rotation up to 10°, shear, intensity and contrast shift, Gaussian noise: what the publication names, without its amounts other than the angle. No flips: labels tell
/// the patient's sides.
/// </summary>
/// <remarks>
/// Place changes are one affine map from the window that the network sees to the grid, so that picture and labels are sampled at the same places, the labels without mixing. In a
/// single pass nothing is cut; zoom and shift take the place of cropping.
/// </remarks>
/// <param name="Map">2 × 3, from the window's coordinates to the grid's, both −1..1 (edges of the outer cells).</param>
/// <param name="Gamma">Exponent of grey values 0..1: contrast.</param>
/// <param name="Shift">Added to values −1..1: intensity.</param>
/// <param name="Noise">Standard deviation of the noise.</param>
internal sealed record Augmentation(float[] Map, float Gamma, float Shift, float Noise)
{
    private const double MostRotation = 10 * Math.PI / 180;
    private const double MostShear = 0.1;
    private const double MostZoom = 0.15;
    private const double MostPassShift = 0.1;
    private const double MostGamma = 0.5;
    private const double MostIntensity = 0.2;
    private const double MostNoise = 0.1;
    private const double Often = 0.5;

    /// <summary>Draws what happens to one radiograph.</summary>
    public static Augmentation From(Draw draw, SegmentationScheme scheme)
    {
        var (angle, shear) = (draw.Between(-MostRotation, MostRotation), draw.Between(-MostShear, MostShear));
        double scale, across, down;
        if (scheme.Kind == SchemeKind.SinglePass)
        {
            scale = Math.Exp(draw.Between(-MostZoom, MostZoom));
            (across, down) = (draw.Between(-MostPassShift, MostPassShift), draw.Between(-MostPassShift, MostPassShift));
        }
        else
        {
            scale = (double)scheme.Window / scheme.GridSide;
            var room = scheme.GridSide - scheme.Window;
            (across, down) = (Centre(draw.Below(room + 1)), Centre(draw.Below(room + 1)));
        }

        var gamma = draw.With(Often) ? Math.Exp(draw.Between(-MostGamma, MostGamma)) : 1;
        var shift = draw.With(Often) ? draw.Between(-MostIntensity, MostIntensity) : 0;
        var noise = draw.With(Often) ? draw.Between(0, MostNoise) : 0;
        return new Augmentation(Affine(angle, shear, scale, across, down), (float)gamma, (float)shift, (float)noise);

        double Centre(int origin) => ((2 * origin) + scheme.Window - scheme.GridSide) / (double)scheme.GridSide;
    }

    /// <summary>Applies what was drawn: n × 1 × window × window values around −1..1, and n × window × window labels.</summary>
    /// <param name="grey">n × 1 × grid × grid, 0..1; beyond its edges it is black.</param>
    /// <param name="labels">n × 1 × grid × grid; background beyond its edges.</param>
    /// <param name="drawn">One a radiograph.</param>
    /// <param name="noiseSeeds">One a radiograph.</param>
    /// <param name="window">Rows and columns of the result.</param>
    public static (Tensor Images, Tensor Labels) Apply(
        Tensor grey, Tensor labels, IReadOnlyList<Augmentation> drawn, IReadOnlyList<long> noiseSeeds, int window)
    {
        using var frozen = no_grad();
        var maps = tensor(drawn.SelectMany(one => one.Map).ToArray(), [drawn.Count, 2, 3]).to(grey.device);
        var places = functional.affine_grid(maps, [drawn.Count, 1, window, window], align_corners: false);
        var images = functional.grid_sample(grey, places, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false);
        var moved = functional.grid_sample(labels, places, GridSampleMode.Nearest, GridSamplePaddingMode.Zeros, align_corners: false);
        images = images.clamp(0, 1).pow(Column(drawn, one => one.Gamma, grey.device)).mul(2).sub(1).add(Column(drawn, one => one.Shift, grey.device));
        for (var index = 0; index < drawn.Count; index++)
        {
            if (drawn[index].Noise == 0)
                continue;
            random.manual_seed(noiseSeeds[index]);
            images[index].add_(randn_like(images[index]), alpha: drawn[index].Noise);
        }

        return (images, moved.squeeze(1).round().to(ScalarType.Int64));
    }

    /// <summary>Rotation times shear times scale, then a shift. The picture's sides are equal, so angles stay angles.</summary>
    private static float[] Affine(double angle, double shear, double scale, double across, double down)
    {
        var (sine, cosine) = Math.SinCos(angle);
        return
        [
            (float)(scale * cosine), (float)(scale * ((shear * cosine) - sine)), (float)across,
            (float)(scale * sine), (float)(scale * ((shear * sine) + cosine)), (float)down,
        ];
    }

    private static Tensor Column(IReadOnlyList<Augmentation> drawn, Func<Augmentation, float> value, Device device)
        => tensor(drawn.Select(value).ToArray(), [drawn.Count, 1, 1, 1]).to(device);
}
