using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;

namespace AxSpA.Cloud.Training.Commands;

/// <summary><c>axspa train classifier</c>: the published regime by default, from a table to a model of a model folder.</summary>
internal static class TrainClassifierCommand
{
    private static readonly ClassifierOptions Options = new();

    private static readonly RegimeOptions Regime = new(ClassifierRegime.Published);

    private static readonly Option<string> Architectures = new("--architecture")
    {
        Description = "the published network, or a narrower one for small data",
        HelpName = "NAME",
        DefaultValueFactory = _ => Architecture.Classifiers[0].Name,
    };

    private static readonly Option<string?> ImageNet = new("--imagenet") { Description = "torchvision's ResNet-50 weights to begin with; without it the trunk begins at random", HelpName = "FILE" };

    private static readonly Option<string?> Models = new("--models") { Description = "model folder that the trained model goes to; default: models in --out", HelpName = "DIR" };

    private static readonly Option<bool> Synthetic = new("--synthetic") { Description = "the images are phantoms: the model card says that it is for demonstration only" };

    public static Command Create()
    {
        var command = new Command(
            "classifier",
            "Trains the classifier of a route: at each picture size the head alone, then all layers; the network with the best Matthews correlation goes on to the next phase. "
            + "In frozen layers batch normalisation keeps its parameters but uses and collects each batch's statistics. The cut-off of the model card has the highest balanced "
            + "accuracy on the validation pictures as the services feed them. One device: TorchSharp has no distributed training.");
        foreach (var option in Options.All.Concat([Architectures, ImageNet]).Concat(Regime.Others).Concat(Regime.Searched).Concat([Models, Synthetic]))
            command.Add(option);
        command.SetAction((call, cancellation) => Task.Run(() => Run(call, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult call, CancellationToken cancellation)
    {
        var regime = Regime.Read(call, Architecture.Parse(call.GetValue(Architectures), NetworkKind.Classifier));
        var source = Options.Source(call, regime.Seed);
        var device = Options.Device(call);
        var segmenter = source.Segmenter();
        var console = new TrainingConsole(call.InvocationConfiguration.Output);
        var settings = Settings(regime, source, segmenter, call.GetValue(ImageNet));
        using var folder = RunFolder.Open(Options.Folder(call), settings);
        var models = call.GetValue(Models) ?? Path.Combine(folder.FullPath, "models");
        ModelExport.RequirePlace(source.Route, models);
        using var data = source.Load(PictureLayout.Of(regime), segmenter, folder.CacheFolder, console, cancellation);
        folder.Bind(data.Digest);
        var (network, outcome) = new ClassifierTraining(regime, data, device, call.GetValue(ImageNet)).Run(folder, console, cancellation);
        using (network)
        {
            var record = Record(source, data, settings, regime.Seed, outcome, call.GetValue(Synthetic), ModelExport.Tool(device));
            var model = ModelExport.Classifier(network, source.Route, outcome.Decision, PreprocessingVersions.Paper1, record, models);
            Tell(console, outcome, model);
        }

        return 0;
    }

    private static SortedDictionary<string, string> Settings(ClassifierRegime regime, ClassifierSource source, StoredModel? segmenter, string? imageNet)
    {
        var settings = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["pretrained"] = imageNet is null ? "no" : $"imagenet ({Path.GetFileName(imageNet)})" };
        foreach (var (name, value) in regime.Settings.Concat(source.Settings(segmenter)))
            settings[name] = value;
        return settings;
    }

    private static TrainingRecord Record(
        ClassifierSource source, ClassifierData data, SortedDictionary<string, string> settings, int seed, ClassifierOutcome outcome, bool synthetic, string tool) => new()
        {
            DataFile = string.Join(" + ", source.Tables.Select(Path.GetFileName)),
            DataSha256 = data.Digest,
            Synthetic = synthetic,
            Train = Set(data.Training),
            Validation = Set(data.Validation),
            Regime = settings,
            Seed = seed,
            BestEpoch = outcome.BestEpoch,
            Metrics = outcome.Metrics,
            Tool = tool,
        };

    private static TrainingSet Set(IReadOnlyList<TrainingCase> cases)
        => new(cases.Count, cases.Select(one => one.Subject).Distinct(StringComparer.Ordinal).Count(), cases.Average(one => one.Positive == true ? 1.0 : 0.0));

    private static void Tell(TrainingConsole console, ClassifierOutcome outcome, StoredModel model)
    {
        var matrix = outcome.AtCutoff;
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"validation: AUC {outcome.Score.Auc:0.000}; at cut-off {outcome.Decision.Cutoff:0.00} balanced accuracy {matrix.BalancedAccuracy:0.000}, sensitivity {matrix.Sensitivity:0.000}, specificity {matrix.Specificity:0.000}"));
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"model: {model.WeightsPath}, {model.Card.Weights.Bytes / 1e6:0.0} MB; most memory held {PeakMemory.MiB():0} MiB"));
    }
}
