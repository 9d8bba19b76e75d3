using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Cropping;

/// <summary>Localises both joints and cuts them out (paper, 2.3), the same way for the queue and for a call; committed once. Geometry only: grey values stay as they are.</summary>
public sealed class CroppingWork(StageCommit commit, IBlobStore blobs)
{
    public const string CropPicture = "crop";
    public const string LeftJointMask = "left-joint-mask";
    public const string RightJointMask = "right-joint-mask";
    public const string Crop = "crop";

    private const string AlgorithmVersion = "1";

    /// <summary>The record, made now or found committed: values, or a rejection.</summary>
    public Task<StageRecord<CroppingValues>> RunAsync(BlobReference radiograph, BlobReference labelMap, PreprocessingRules rules, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(radiograph);
        ArgumentNullException.ThrowIfNull(labelMap);
        ArgumentNullException.ThrowIfNull(rules);
        var key = WorkKey.Of(
            Services.Cropping,
            AlgorithmVersion,
            radiograph.Sha256,
            labelMap.Sha256,
            rules.Version,
            $"{rules.JointDilationShare:R}");
        return commit.RunAsync<CroppingValues>(
            new StageWork(Services.Cropping, radiograph.Sha256, key),
            async run =>
            {
                var read = await Task.WhenAll(blobs.ReadAsync(radiograph, cancellation), blobs.ReadAsync(labelMap, cancellation));
                var (image, labels) = (read[0], read[1]);
                var cut = run.Time(Crop, () => Cut(CanonicalRadiograph.FromBytes(image), PngImage.Decode8(labels), rules));
                cancellation.ThrowIfCancellationRequested();
                if (cut.Values is null)
                    return cut.Rejection!;
                await Task.WhenAll(cut.Pictures.Select(picture => run.StoreAsync(picture.Role, "png", PngImage.MediaType, picture.Png, cancellation)));
                return cut.Values;
            },
            cancellation);
    }

    private static CutJoints Cut(Radiograph radiograph, Plane<byte> labels, PreprocessingRules rules)
    {
        var localisation = JointLocalisation.Find(labels, rules);
        if (!localisation.Located)
            return CutJoints.Refused(localisation.Rejection.Value, LabelMaps.Areas(labels));
        var joints = localisation.Joints;
        var crop = JointCrop.Cut(radiograph, joints.Box);
        if (crop.Empty)
            return CutJoints.Refused(JointRejection.EmptyCrop, LabelMaps.Areas(labels));

        var pictures = new List<(string Role, byte[] Png)> { (CropPicture, PngImage.Encode(crop.Pixels)) };
        if (joints.Left.Found)
            pictures.Add((LeftJointMask, MaskPicture.ToPng(joints.Left.Mask)));
        if (joints.Right.Found)
            pictures.Add((RightJointMask, MaskPicture.ToPng(joints.Right.Mask)));
        return new CutJoints(CroppingValues.Of(joints, crop.Rectangle.Value), pictures, null);
    }
}
