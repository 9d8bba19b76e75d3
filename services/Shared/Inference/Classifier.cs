using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Inference;

/// <summary>Probability of radiographic axSpA and the activation maps behind it.</summary>
/// <remarks>
/// Safe to call from several threads: calls run one after another.
/// The gradient that Grad-CAM needs comes out of the graph itself: average pooling feeds the head directly, so it is the same at
/// every position, W₁ᵀ(1[z>0] ⊙ γ/√(σ²+ε) ⊙ w₂) / positions, and no backward pass is needed.
/// </remarks>
public sealed class Classifier : IDisposable
{
    private readonly NetworkSession _network;
    private readonly int _channels;
    private readonly int _mapRows;
    private readonly int _mapColumns;
    private readonly Lock _turn = new();

    /// <exception cref="ModelRefusedException">Not a classifier, or ONNX Runtime cannot run its graph.</exception>
    /// <exception cref="DeviceUnavailableException">The device asked for is missing.</exception>
    public Classifier(StoredModel model, InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        if (model.Card.Role == ModelRole.Segmenter)
            throw new ModelRefusedException("role", "anatomy-aware or standard", model.Card.Role.FolderName(), model.Card.Name);
        Model = model;
        _network = new NetworkSession(model, options, keepsMemory: false, GraphNames.Logits, GraphNames.Features, GraphNames.ChannelWeights);
        var features = _network.ShapeOf(GraphNames.Features);
        (_channels, _mapRows, _mapColumns) = (features[1], features[2], features[3]);
    }

    public StoredModel Model { get; }

    /// <summary>Rows of the picture that <see cref="Classify"/> takes; 416 as published.</summary>
    public int InputRows => Model.Card.Input.Rows;

    /// <summary>Columns of the picture that <see cref="Classify"/> takes; 628 as published.</summary>
    public int InputColumns => Model.Card.Input.Columns;

    /// <summary>The device that really runs the network: <c>cpu</c> or <c>cuda</c>.</summary>
    public string Device => _network.Device;

    /// <summary>Why the CPU runs it although another device was asked for; otherwise nothing.</summary>
    public string? DeviceFallback => _network.Fallback;

    /// <summary>Arithmetic of the network.</summary>
    public string Precision { get; } = "fp32";

    /// <summary>Classifies one picture and computes both activation maps while its feature map is in memory.</summary>
    /// <param name="picture">Network input in network layout (mirrored), rows × columns of the card, 0..1.</param>
    /// <remarks>
    /// Against the published pipeline on the same input: logits within 1e-3, softmax within 2e-4, maps within 2e-3
    /// (the eigen map up to its sign, which is arbitrary there).
    /// </remarks>
    /// <exception cref="ArgumentException">Another size than the card's.</exception>
    public ClassifierOutput Classify(Plane<float> picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (picture.Rows != InputRows || picture.Columns != InputColumns)
        {
            throw new ArgumentException(
                $"expected {InputRows} x {InputColumns} values, found {picture.Rows} x {picture.Columns}", nameof(picture));
        }

        lock (_turn)
        {
            picture.Values.CopyTo(_network.Input);
            _network.Run();
            return Read();
        }
    }

    /// <summary>Runs the network once on a fixed picture: the first real run is then as fast as the next.</summary>
    /// <exception cref="ModelRefusedException">An output is not finite.</exception>
    public void WarmUp()
    {
        lock (_turn)
        {
            FixedPicture.Fill(_network.Input);
            _network.Run();
            foreach (var output in new[] { GraphNames.Logits, GraphNames.Features, GraphNames.ChannelWeights })
                FixedPicture.RequireFinite(Model.Card, output, _network[output]);
        }
    }

    public void Dispose() => _network.Dispose();

    /// <summary>Gradient of the larger logit at every position of the feature map, as the last run left it.</summary>
    internal ReadOnlySpan<float> LastChannelWeights => _network[GraphNames.ChannelWeights].AsSpan(Target * _channels, _channels);

    /// <summary>The feature map as the last run left it: channels x rows x columns.</summary>
    internal ReadOnlySpan<float> LastFeatures => _network[GraphNames.Features];

    private int Target => _network[GraphNames.Logits] is [var first, var second] && second > first ? 1 : 0;

    private ClassifierOutput Read()
    {
        float[] logits = [.. _network[GraphNames.Logits]];
        var target = Target;
        var (plain, eigen) = ActivationMaps.Compute(_network[GraphNames.Features], LastChannelWeights, _mapRows, _mapColumns);
        // Softmax of two classes, in the form that does not overflow.
        var probability = 1 / (1 + Math.Exp((double)logits[0] - logits[ClassifierOutput.RadiographicClass]));
        return new ClassifierOutput(logits, probability, target, plain, eigen);
    }
}
