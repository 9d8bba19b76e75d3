using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Segmentation;

/// <summary>Dice of sacrum and ilia on whole radiographs, run as the services run them: on the scheme's grid, windows averaged. Before any clean-up.</summary>
internal sealed class SegmenterValidation(PelvisUNet network, SegmentationScheme scheme, SegmentationLoss loss, Device device)
{
    private static readonly (BoneLabel Bone, string Name)[] Bones =
        [(BoneLabel.Sacrum, "dice_sacrum"), (BoneLabel.LeftIlium, "dice_left_ilium"), (BoneLabel.RightIlium, "dice_right_ilium")];

    /// <summary>The score is the mean over the bones of the mean Dice over radiographs.</summary>
    public Validation Of(IEnumerable<byte[]> pictures)
    {
        var (sum, count) = (0.0, 0);
        var dice = Bones.Select(_ => new List<double>()).ToArray();
        foreach (var picture in pictures)
        {
            using var scope = NewDisposeScope();
            var (grey, truth) = SegmentationPicture.ToTensors([picture], scheme.GridSide, device);
            var labels = truth.squeeze(1).to(ScalarType.Int64);
            var logits = Logits((grey * 2) - 1);
            sum += loss.Of(logits, labels).item<float>();
            count++;
            var found = logits.argmax(1);
            for (var bone = 0; bone < Bones.Length; bone++)
            {
                if (Dice(found, labels, (byte)Bones[bone].Bone) is { } value)
                    dice[bone].Add(value);
            }
        }

        double[] means = [.. dice.Select(values => values.Count == 0 ? 0 : values.Average())];
        return new Validation(sum / count, means.Average(), [new Metric("dice_mean", means.Average()), .. Bones.Select((bone, index) => new Metric(bone.Name, means[index]))]);
    }

    /// <summary>Averaged logits, 1 × 4 × grid × grid.</summary>
    private Tensor Logits(Tensor image)
    {
        if (scheme.Kind == SchemeKind.SinglePass)
            return network.call(image);
        var (side, window) = (scheme.GridSide, scheme.Window);
        var sums = zeros([1, PelvisUNet.Labels, side, side], device: device);
        var visits = zeros([1, 1, side, side], device: device);
        foreach (var first in scheme.Origins)
        {
            foreach (var second in scheme.Origins)
            {
                using var scope = NewDisposeScope();
                sums.narrow(2, first, window).narrow(3, second, window).add_(network.call(image.narrow(2, first, window).narrow(3, second, window)));
                visits.narrow(2, first, window).narrow(3, second, window).add_(1);
            }
        }

        return sums / visits;
    }

    /// <summary>Null where a bone is in neither.</summary>
    private static double? Dice(Tensor found, Tensor truth, byte label)
    {
        var (own, real) = (found == label, truth == label);
        var either = own.sum().item<long>() + real.sum().item<long>();
        return either == 0 ? null : 2.0 * (own & real).sum().item<long>() / either;
    }
}
