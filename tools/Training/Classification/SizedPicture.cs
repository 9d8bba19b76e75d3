using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>A picture's size and how it is brought to it.</summary>
public readonly record struct SizedPicture(PictureSize Size, ResizeRule Resize)
{
    /// <summary>What the services feed a classifier.</summary>
    public static SizedPicture Served { get; } = new(new PictureSize(PreprocessingRules.Paper1.ClassifierRows, PreprocessingRules.Paper1.ClassifierColumns), ResizeRule.Served);
}
