using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Moves the pictures of a batch, each in its own way.</summary>
public static class Augmentation
{
    /// <summary>Samples every picture once, bilinearly; what comes from outside is 0, as the padding is.</summary>
    /// <param name="pictures">Pictures × 1 × rows × columns.</param>
    /// <param name="movements">One a picture.</param>
    /// <exception cref="ArgumentException">Another number of movements than of pictures.</exception>
    public static Tensor Move(Tensor pictures, IReadOnlyList<PictureMovement> movements)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(movements);
        if (pictures.shape[0] != movements.Count)
            throw new ArgumentException($"expected a movement for each of {pictures.shape[0]} pictures, found {movements.Count}", nameof(movements));
        using var scope = NewDisposeScope();
        var size = new PictureSize((int)pictures.shape[2], (int)pictures.shape[3]);
        var theta = tensor(movements.SelectMany(movement => movement.Theta(size)).ToArray(), movements.Count, 2, 3, device: pictures.device);
        var grid = nn.functional.affine_grid(theta, pictures.shape, align_corners: false);
        return nn.functional.grid_sample(pictures, grid, GridSampleMode.Bilinear, GridSamplePaddingMode.Zeros, align_corners: false).MoveToOuterDisposeScope();
    }
}
