using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Inference;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Segmentation;

/// <summary>The segmenter this process holds, loaded when it is first needed.</summary>
public sealed class SegmentationModel(ModelStore models, IOptions<InferenceOptions> options) : IDisposable
{
    private readonly Lazy<Segmenter?> _segmenter = new(() => models.Segmenter is { } model ? new Segmenter(model, options.Value) : null);

    /// <summary>The model as a plan would name it; none where this process holds no segmenter.</summary>
    public PlannedModel? Held { get; } = models.Segmenter is { } model
        ? new() { Name = model.Card.Name, Version = model.Card.Version, CardDigest = model.CardDigest, WeightsDigest = model.Card.Weights.Sha256 }
        : null;

    /// <exception cref="PlannedModelMissingException">Another one is held, or none.</exception>
    public Segmenter For(PlannedModel planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        return models.Segmenter?.CardDigest == planned.CardDigest
            ? _segmenter.Value!
            : throw new PlannedModelMissingException(planned, models.Segmenter?.CardDigest);
    }

    /// <summary>Loads the segmenter and runs it once; nothing where none is held.</summary>
    public IReadOnlyList<ModelInUse> WarmUp()
    {
        if (_segmenter.Value is not { } segmenter)
            return [];
        segmenter.WarmUp();
        var model = segmenter.Model;
        return [new(model.Card.Role.FolderName(), model.Card.Name, model.Card.Version, model.CardDigest, segmenter.Device)];
    }

    public void Dispose()
    {
        if (_segmenter.IsValueCreated)
            _segmenter.Value?.Dispose();
    }
}
