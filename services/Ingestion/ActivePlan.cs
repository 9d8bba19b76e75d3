using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Ingestion;

/// <summary>The plan that new analyses are fixed to: the models this installation holds.</summary>
public sealed class ActivePlan
{
    public ActivePlan(ModelStore models)
    {
        ArgumentNullException.ThrowIfNull(models);
        var anatomyAware = models.AnatomyAware is { } classifier ? RouteOf(classifier, models.Segmenter) : null;
        var standard = models.Standard is { } whole ? RouteOf(whole, segmenter: null) : null;
        Plan = new AnalysisPlan { Digest = DigestOf(anatomyAware, standard), AnatomyAware = anatomyAware, Standard = standard };
    }

    public AnalysisPlan Plan { get; }

    private static PlannedRoute RouteOf(StoredModel classifier, StoredModel? segmenter)
    {
        var preprocessing = classifier.Card.Preprocessing!;
        return new PlannedRoute
        {
            Segmenter = segmenter is null ? null : Planned(segmenter),
            Classifier = Planned(classifier),
            PreprocessingVersion = preprocessing.Version,
            JointDilationShare = preprocessing.JointDilationShare,
            ClaheClipShare = preprocessing.ClaheClipShare,
        };
    }

    private static PlannedModel Planned(StoredModel model) => new()
    {
        Name = model.Card.Name,
        Version = model.Card.Version,
        CardDigest = model.CardDigest,
        WeightsDigest = model.Card.Weights.Sha256,
    };

    /// <summary>The cards name weights, rules and cut-offs, so their digests are all that a plan consists of.</summary>
    private static string DigestOf(PlannedRoute? anatomyAware, PlannedRoute? standard)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
            $"anatomy-aware {anatomyAware?.Segmenter?.CardDigest} {anatomyAware?.Classifier.CardDigest}\nstandard {standard?.Classifier.CardDigest}")));
}
