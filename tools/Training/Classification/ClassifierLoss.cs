using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Augmentation, mixup, network, smoothed cross-entropy: the loss of a part of a batch.</summary>
/// <param name="Data">Its training part is read.</param>
/// <param name="Network">In training mode.</param>
/// <param name="Device">Where the network is.</param>
/// <param name="Regime">Augmentation, mixup and smoothing.</param>
public sealed record ClassifierLoss(ClassifierData Data, nn.Module<Tensor, Tensor> Network, Device Device, ClassifierRegime Regime)
{
    /// <summary>Mean loss over a part. Mixup pairs pictures within the whole batch, whatever part the partner falls in.</summary>
    public Tensor Of(TrainingBatch batch, SizedPicture sized)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var chance = batch.ForBatch();
        var mixup = Mixup.Of(batch.Indices.Count, Regime.MixupAlpha, ref chance);
        int[] own = [.. batch.Part];
        int[] partners = [.. Enumerable.Range(batch.From, batch.Count).Select(place => batch.Indices[mixup.Partner[place]])];
        var pictures = Moved(batch, own, sized);
        if (mixup.Share < 1)
            pictures = mixup.Blend(pictures, Partners(batch, mixup, pictures, partners, sized));
        var logits = Network.call(pictures);
        return mixup.Loss(logits, Data.TrainingClasses(own).to(Device), Data.TrainingClasses(partners).to(Device), Regime.LabelSmoothing).MoveToOuterDisposeScope();
    }

    /// <summary>A whole batch has its partners at hand.</summary>
    private Tensor Partners(TrainingBatch batch, Mixup mixup, Tensor pictures, int[] partners, SizedPicture sized)
        => batch.Count == batch.Indices.Count
            ? pictures.index_select(0, tensor([.. mixup.Partner.Select(place => (long)place)], ScalarType.Int64, Device))
            : Moved(batch, partners, sized);

    private Tensor Moved(TrainingBatch batch, int[] places, SizedPicture sized)
        => Augmentation.Move(
            Data.TrainingPictures(places, sized).to(Device),
            [.. places.Select(place => PictureMovement.Of(Regime.Augmentation, batch.ForCase(place)))]);
}
