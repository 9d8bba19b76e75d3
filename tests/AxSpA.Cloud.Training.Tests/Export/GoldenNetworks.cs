using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Networks;

namespace AxSpA.Cloud.Training.Tests.Export;

/// <summary>The golden checkpoints in TorchSharp and, from there, in ONNX Runtime; made once for every test that runs them.</summary>
public sealed class GoldenNetworks : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<(PelvisUNet Network, Segmenter Exported)> _segmenter;
    private readonly Lazy<(SacroiliitisResNet Network, Classifier AnatomyAware, Classifier Standard)> _classifier;

    public GoldenNetworks()
    {
        _segmenter = new(() =>
        {
            var network = new PelvisUNet(64);
            PretrainedWeights.LoadPublished(network, Golden.File("weights/segmentation_model.pt"));
            return (network, new Segmenter(ModelExport.Segmenter(network, SegmentationScheme.Published, Records.MadeUp, _folder.Path), new InferenceOptions()));
        });
        _classifier = new(() =>
        {
            var network = new SacroiliitisResNet(64, dropout: 0.1);
            PretrainedWeights.LoadPublished(network, Golden.File("weights/classification_model.ckpt"));
            return (network, Export(network, ModelRole.AnatomyAware, 0.59), Export(network, ModelRole.Standard, 0.69));
        });
    }

    internal (PelvisUNet Network, Segmenter Exported) Segmenter => Fetch(_segmenter);

    internal (SacroiliitisResNet Network, Classifier AnatomyAware, Classifier Standard) Classifier => Fetch(_classifier);

    public void Dispose()
    {
        if (_segmenter.IsValueCreated)
        {
            _segmenter.Value.Network.Dispose();
            _segmenter.Value.Exported.Dispose();
        }

        if (_classifier.IsValueCreated)
        {
            _classifier.Value.Network.Dispose();
            _classifier.Value.AnatomyAware.Dispose();
            _classifier.Value.Standard.Dispose();
        }

        _folder.Dispose();
    }

    /// <summary>A skip must be thrown afresh in every test, which a lazy value would not do.</summary>
    private static T Fetch<T>(Lazy<T> value)
    {
        Golden.File("weights/segmentation_model.pt");
        return value.Value;
    }

    private Classifier Export(SacroiliitisResNet network, ModelRole role, double cutoff) => new(
        ModelExport.Classifier(network, role, new DecisionRule(cutoff, 0.70), PreprocessingVersions.Paper1, Records.MadeUp, _folder.Path), new InferenceOptions());
}
