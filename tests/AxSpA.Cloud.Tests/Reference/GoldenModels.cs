using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;

namespace AxSpA.Cloud.Tests.Reference;

/// <summary>The golden checkpoints, imported once for every test that runs them.</summary>
public sealed class GoldenModels : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<ModelStore> _store;
    private readonly Lazy<Segmenter> _segmenter;
    private readonly Lazy<Classifier> _classifier;

    public GoldenModels()
    {
        _store = new Lazy<ModelStore>(() => ModelImport.Import(
            Golden.File("weights/segmentation_model.pt"),
            Golden.File("weights/classification_model.ckpt"),
            standardFile: null,
            PreprocessingVersions.Paper1,
            _folder["models"]));
        _segmenter = new Lazy<Segmenter>(() => new Segmenter(Store.Segmenter!, new InferenceOptions()));
        _classifier = new Lazy<Classifier>(() => new Classifier(Store.AnatomyAware!, new InferenceOptions()));
    }

    internal ModelStore Store => Fetch(_store);

    internal Segmenter Segmenter => Fetch(_segmenter);

    internal Classifier Classifier => Fetch(_classifier);

    public void Dispose()
    {
        if (_segmenter.IsValueCreated)
            _segmenter.Value.Dispose();
        if (_classifier.IsValueCreated)
            _classifier.Value.Dispose();
        _folder.Dispose();
    }

    /// <summary>A skip must be thrown afresh in every test, which a lazy value would not do.</summary>
    private static T Fetch<T>(Lazy<T> value)
    {
        Golden.File("weights/segmentation_model.pt");
        return value.Value;
    }
}
