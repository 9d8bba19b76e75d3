using System.Diagnostics;
using AxSpA.Cloud.Classification;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Ingestion;
using AxSpA.Cloud.Segmentation;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>Loads the planned models once, before the first radiograph that needs them, so that no radiograph's time holds it.</summary>
internal sealed class LoadedModels(ActivePlan active, SegmentationModel segmentation, ClassificationModels classification)
{
    private readonly Lock _gate = new();
    private bool _loaded;

    /// <returns>Time it took, nothing where they were loaded before.</returns>
    /// <exception cref="UsageException">The device asked for is missing, or ONNX Runtime cannot run a model.</exception>
    public TimeSpan Load()
    {
        var started = Stopwatch.GetTimestamp();
        lock (_gate)
        {
            if (!_loaded)
                LoadPlanned();
            _loaded = true;
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private void LoadPlanned()
    {
        try
        {
            if (active.Plan.AnatomyAware is { } anatomyAware)
            {
                segmentation.For(anatomyAware.Segmenter!);
                classification.For(ClassificationRoute.AnatomyAware, anatomyAware.Classifier);
            }

            if (active.Plan.Standard is { } standard)
                classification.For(ClassificationRoute.Standard, standard.Classifier);
        }
        catch (Exception refusal) when (refusal is DeviceUnavailableException or ModelRefusedException)
        {
            throw new UsageException($"the models cannot be run: {refusal.Message}");
        }
    }
}
