using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>What the models make of a radiograph, with its planes.</summary>
/// <param name="Labels">At the radiograph's resolution.</param>
/// <param name="Joints">Null where neither was found.</param>
/// <param name="Crop">Null where there was nothing to cut.</param>
/// <param name="AnatomyAware">Null without a crop.</param>
/// <param name="Standard">Null where there is no such model.</param>
public sealed record PhantomReading(Plane<byte> Labels, SacroiliacJoints? Joints, PixelRectangle? Crop, RouteReading? AnatomyAware, RouteReading? Standard)
{
    /// <summary>Against the truth.</summary>
    public MeasuredCase Measure(PhantomCase phantom, PhantomPicture picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        return new MeasuredCase(
            phantom,
            BoneDice.Of(Labels, picture.Labels),
            Joints?.Left.Finding ?? JointFinding.NotFound,
            Joints?.Right.Finding ?? JointFinding.NotFound,
            Crop is { } crop ? CropMeasure.Of(crop, picture.Masks) : null,
            Measure(AnatomyAware, picture.Masks),
            Measure(Standard, picture.Masks),
            PictureFeatures.Of(picture.Radiograph, picture.SpacingMm));
    }

    /// <summary>Both models are compared in the same crop.</summary>
    private ModelReading? Measure(RouteReading? route, PhantomMasks masks)
        => route is null ? null : new ModelReading(route.Probability, route.ExplainsPositive, Attention.Of(route.Heat, masks, Crop));
}
