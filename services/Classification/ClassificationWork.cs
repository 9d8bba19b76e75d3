using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Inference;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Classification;

/// <summary>Classifies a picture, the same way on either route: contrast step and resizing (paper, 2.3), network, both activation maps; committed once.</summary>
public sealed class ClassificationWork(ClassificationModels models, StageCommit commit, IBlobStore blobs, IOptions<ClassificationOptions> options)
{
    private const string AlgorithmVersion = "1";
    private const string PlainMap = "plain-map";
    private const string EigenMap = "eigen-map";
    private const string Input = "input";

    /// <summary>The answer, computed now or found committed.</summary>
    public async Task<ClassificationAnswer> RunAsync(ClassificationTask task, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(task);
        var classifier = models.For(task.Route, task.Planned.Classifier);
        var rules = PreprocessingRules.For(task.Planned.PreprocessingVersion) with
        {
            ClaheClipShare = task.Planned.ClaheClipShare,
            ClassifierRows = classifier.InputRows,
            ClassifierColumns = classifier.InputColumns,
        };
        var record = await ClassifyAsync(task, classifier, rules, cancellation);
        var input = options.Value.KeepInput ? await KeepInputAsync(task, rules, cancellation) : null;
        var decision = classifier.Model.Card.Decision!;
        var values = record.Values!;
        return new ClassificationAnswer
        {
            Probability = values.Probability,
            Cutoff = decision.Cutoff,
            Positive = decision.IsPositive(values.Probability),
            Confident = decision.IsConfident(values.Probability),
            ExplainedClass = values.ExplainedClass,
            PlainMap = record.Artifacts[PlainMap],
            EigenMap = record.Artifacts[EigenMap],
            Geometry = values.Geometry,
            Input = input,
            EnhanceMilliseconds = record.Milliseconds["enhance"],
            ClassifyMilliseconds = record.Milliseconds["classify"],
        };
    }

    private Task<StageRecord<ClassificationValues>> ClassifyAsync(
        ClassificationTask task,
        Classifier classifier,
        PreprocessingRules rules,
        CancellationToken cancellation)
    {
        var model = task.Planned.Classifier;
        var key = WorkKey.Of(
            Services.Classification,
            AlgorithmVersion,
            task.Picture.Sha256,
            $"{task.Source}",
            $"{rules}",
            model.CardDigest,
            model.WeightsDigest,
            classifier.Device,
            classifier.Precision);
        return commit.RunAsync<ClassificationValues>(
            new StageWork(Services.Classification, task.Image.Sha256, key),
            async run =>
            {
                var picture = await blobs.ReadAsync(task.Picture, cancellation);
                var input = run.Time("enhance", () => ClassifierInput.From(task.Decode(picture), task.Source, rules));
                cancellation.ThrowIfCancellationRequested();
                var output = run.Time("classify", () => classifier.Classify(input.Values));
                cancellation.ThrowIfCancellationRequested();
                await Task.WhenAll(
                    run.StoreAsync(PlainMap, "npy", NpyFile.MediaType, NpyFile.Write(output.PlainMap), cancellation),
                    run.StoreAsync(EigenMap, "npy", NpyFile.MediaType, NpyFile.Write(output.EigenMap), cancellation));
                return new ClassificationValues
                {
                    Probability = output.Probability,
                    ExplainedClass = output.Target == ClassifierOutput.RadiographicClass ? ClassNames.Radiographic : ClassNames.NonRadiographic,
                    Geometry = Geometries.ToContract(input.Geometry),
                };
            },
            cancellation);
    }

    /// <summary>The network's input as a blob, made again from the same pixels as a record of its own: keeping it changes no other key.</summary>
    private async Task<BlobReference> KeepInputAsync(ClassificationTask task, PreprocessingRules rules, CancellationToken cancellation)
    {
        var key = WorkKey.Of(Services.Classification, AlgorithmVersion, Input, task.Picture.Sha256, $"{rules}");
        var record = await commit.RunAsync<KeptInput>(
            new StageWork(Services.Classification, task.Image.Sha256, key),
            async run =>
            {
                var picture = await blobs.ReadAsync(task.Picture, cancellation);
                var input = run.Time("enhance", () => ClassifierInput.From(task.Decode(picture), task.Source, rules)).Values;
                await run.StoreAsync(Input, "npy", NpyFile.MediaType, NpyFile.Write(input.Values, 1, input.Rows, input.Columns), cancellation);
                return new KeptInput(input.Rows, input.Columns);
            },
            cancellation);
        return record.Artifacts[Input];
    }
}
