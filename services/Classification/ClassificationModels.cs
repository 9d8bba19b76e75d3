using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Messaging;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Inference;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Classification;

/// <summary>The classifiers this process holds, each loaded when it is first needed.</summary>
public sealed class ClassificationModels(ModelStore models, IOptions<InferenceOptions> options) : IDisposable
{
    private readonly Lazy<Classifier?> _anatomyAware = new(() => models.AnatomyAware is { } model ? new Classifier(model, options.Value) : null);
    private readonly Lazy<Classifier?> _standard = new(() => models.Standard is { } model ? new Classifier(model, options.Value) : null);

    /// <summary>The route as a plan would name it with the classifier held; none where this process holds none.</summary>
    public PlannedRoute? Held(ClassificationRoute route)
    {
        var model = route == ClassificationRoute.AnatomyAware ? models.AnatomyAware : models.Standard;
        if (model is null)
            return null;
        var preprocessing = model.Card.Preprocessing!;
        return new PlannedRoute
        {
            Classifier = new PlannedModel
            {
                Name = model.Card.Name,
                Version = model.Card.Version,
                CardDigest = model.CardDigest,
                WeightsDigest = model.Card.Weights.Sha256,
            },
            PreprocessingVersion = preprocessing.Version,
            JointDilationShare = preprocessing.JointDilationShare,
            ClaheClipShare = preprocessing.ClaheClipShare,
        };
    }

    /// <exception cref="PlannedModelMissingException">Another one is held for the route, or none.</exception>
    public Classifier For(ClassificationRoute route, PlannedModel planned)
    {
        ArgumentNullException.ThrowIfNull(planned);
        var (held, classifier) = route == ClassificationRoute.AnatomyAware ? (models.AnatomyAware, _anatomyAware) : (models.Standard, _standard);
        return held?.CardDigest == planned.CardDigest ? classifier.Value! : throw new PlannedModelMissingException(planned, held?.CardDigest);
    }

    /// <summary>Loads the classifiers and runs each once.</summary>
    public IReadOnlyList<ModelInUse> WarmUp()
    {
        var warm = new List<ModelInUse>();
        foreach (var classifier in new[] { _anatomyAware.Value, _standard.Value }.OfType<Classifier>())
        {
            classifier.WarmUp();
            var model = classifier.Model;
            warm.Add(new ModelInUse(model.Card.Role.FolderName(), model.Card.Name, model.Card.Version, model.CardDigest, classifier.Device));
        }

        return warm;
    }

    public void Dispose()
    {
        foreach (var classifier in new[] { _anatomyAware, _standard })
        {
            if (classifier.IsValueCreated)
                classifier.Value?.Dispose();
        }
    }
}
