using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Cropping;

/// <summary>What cutting came to: values and pictures, or a rejection.</summary>
internal sealed record CutJoints(CroppingValues? Values, IReadOnlyList<(string Role, byte[] Png)> Pictures, StageRejection? Rejection)
{
    public static CutJoints Refused(JointRejection rejection, Imaging.BoneAreas areas) => new(null, [], rejection switch
    {
        JointRejection.NoSacrum => new StageRejection(RejectionReason.NoSacrum, $"expected a pelvis with a sacrum, found no sacrum pixel ({Iliac(areas)})"),
        JointRejection.NoIlium => new StageRejection(
            RejectionReason.NoIlium,
            $"expected an ilium on at least one side, found none (sacrum {areas.Sacrum} pixels)"),
        JointRejection.EmptyCrop => new StageRejection(
            RejectionReason.EmptyCrop,
            "expected grey values above Otsu's threshold inside the joints' box, found none"),
        _ => new StageRejection(
            RejectionReason.NoJointFound,
            $"expected the dilated sacrum to meet an ilium, or an ilium of a median height to fall back on, found neither ({Iliac(areas)}, sacrum {areas.Sacrum} pixels)"),
    });

    private static string Iliac(Imaging.BoneAreas areas) => $"left ilium {areas.LeftIlium}, right ilium {areas.RightIlium} pixels";
}
