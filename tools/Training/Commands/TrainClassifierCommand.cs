using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Export;
using AxSpA.Cloud.Training.Native;
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

    public static Command Create()
    {
        var command = new Command(
            "classifier",
            "Trains the classifier of a route: at each picture size the head alone, then all layers; the network with the best Matthews correlation goes on to the next phase. "
            + "The table has the columns image (PNG, JPEG, TIFF, DICOM), subject, class (0, 1) and, for the anatomy-aware route without --segmenter, label_map. In frozen layers batch normalisation keeps its parameters but uses and collects each batch's statistics; with --micro-batch it normalises over that part, so small parts change the result. The cut-off of the model card has the highest balanced "
            + "accuracy on the validation pictures as the services feed them. One device: TorchSharp has no distributed training.");
        RunCommandOptions.AddTo(command);
        foreach (var option in Options.All.Concat([Architectures, ImageNet]).Concat(Regime.Others).Concat(Regime.Searched))
            command.Add(option);
        command.SetAction((call, cancellation) => Task.Run(() => Run(call, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult call, CancellationToken cancellation)
    {
        var regime = Regime.Read(call, Architecture.Parse(call.GetValue(Architectures), NetworkKind.Classifier));
        var options = RunCommandOptions.Of(call);
        var source = Options.Source(call);
        var device = ComputeDevice.Select(Options.Device(call));
        var segmenter = source.Segmenter();
        var models = RunCommandOptions.ModelsFolder(call);
        ModelExport.RequirePlace(source.Route, models);
        var settings = RunSettings.Of(Settings(regime, source, segmenter, call.GetValue(ImageNet)), Options.Device(call), options);
        using var folder = RunFolder.Open(call.GetRequiredValue(RunCommandOptions.Out), settings);
        var console = new TrainingConsole(call.InvocationConfiguration.Output);
        using var data = source.Load(PictureLayout.Of(regime), segmenter, folder.CacheFolder, console, cancellation);
        // Before the run is bound to its settings, so that another micro-batch needs no other folder.
        regime.RequireNoSinglePicture(data.Training.Count, options.MicroBatch);
        folder.Bind(data.Digest);
        console.Line($"resnet50-{regime.Width}, {RunSettings.Words(regime.Stages[^1].Batch, options, device)}");
        var (network, outcome) = new ClassifierTraining(regime, data, options, device, call.GetValue(ImageNet)).Run(folder, console, cancellation);
        using (network)
        {
            var record = Record(source, data, settings, outcome, call.GetValue(RunCommandOptions.Synthetic), ModelExport.Tool(device));
            var model = ModelExport.Classifier(network, source.Route, outcome.Decision, PreprocessingVersions.Paper1, record, models);
            Tell(console, outcome, model);
        }

        return 0;
    }

    private static Dictionary<string, string> Settings(ClassifierRegime regime, ClassifierSource source, StoredModel? segmenter, string? imageNet)
        => new(regime.Settings.Concat(source.Settings(segmenter))) { ["--imagenet"] = imageNet is null ? "none" : Path.GetFileName(imageNet) };

    private static TrainingRecord Record(
        ClassifierSource source, ClassifierData data, IReadOnlyDictionary<string, string> settings, ClassifierOutcome outcome, bool synthetic, string tool) => new()
        {
            DataFile = string.Join(", ", source.Tables.Select(Path.GetFileName)),
            DataSha256 = data.Digest,
            Synthetic = synthetic || data.HasPhantoms,
            Train = data.TrainingSet,
            Validation = data.ValidationSet,
            Regime = settings,
            Seed = source.Seed,
            BestEpoch = outcome.BestEpoch,
            Metrics = outcome.Metrics,
            Tool = tool,
        };

    private static void Tell(TrainingConsole console, ClassifierOutcome outcome, StoredModel model)
    {
        var matrix = outcome.AtCutoff;
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"validation: AUC {outcome.Score.Auc:0.000}; at cut-off {outcome.Decision.Cutoff:0.00} balanced accuracy {matrix.BalancedAccuracy:0.000}, sensitivity {matrix.Sensitivity:0.000}, specificity {matrix.Specificity:0.000}"));
        console.Finished(model);
    }
}
