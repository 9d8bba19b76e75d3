using System.CommandLine;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Training.Data;
using AxSpA.Cloud.Training.Native;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using AxSpA.Cloud.Training.Segmentation;

namespace AxSpA.Cloud.Training.Commands;

/// <summary><c>axspa train segmenter</c>: the published regime where nothing else is asked for.</summary>
internal static class TrainSegmenterCommand
{
    private static readonly SegmenterRegime Published = new();

    private static readonly Option<string> Width = ArchitectureOption();

    private static readonly Option<int> SinglePass = RunCommandOptions.Within(
        "--single-pass", 0, 0, 2048, "see the whole radiograph at once on a grid of N x N, a multiple of 8, instead of windows of 512 from 768; 0 for windows");

    private static readonly Option<int> Epochs = RunCommandOptions.Within("--epochs", Published.Epochs, 1, 100_000, "epochs");

    private static readonly Option<int> Batch = RunCommandOptions.Within("--batch", Published.Batch, 1, 4096, "radiographs a step");

    private static readonly Option<double> MaxRate = RunCommandOptions.Between("--max-rate", Published.MaxRate, 1e-8, 1, "highest learning rate of the one-cycle schedule");

    private static readonly Option<double> WeightDecay = RunCommandOptions.Between("--weight-decay", Published.WeightDecay, 0, 1, "of AdamW");

    private static readonly Option<double> DiceWeight = RunCommandOptions.Between("--dice-weight", Published.DiceWeight, 0, 1000, "of the Dice loss in the sum");

    private static readonly Option<double> CrossEntropyWeight = RunCommandOptions.Between(
        "--cross-entropy-weight", Published.CrossEntropyWeight, 0, 1000, "of the cross-entropy in the sum");

    private static readonly Option<string> Device = ComputeDevice.CreateOption();

    public static Command Create()
    {
        var command = new Command(
            "segmenter",
            "Trains the network that finds sacrum and ilia. The table has the columns image (PNG, JPEG, TIFF, DICOM), label_map (PNG, NIfTI: 0 background, 1 sacrum, 2 left, 3 right ilium) and "
            + "subject; paths are relative to it. Without further options it is the published regime.");
        RunCommandOptions.AddTo(command);
        foreach (var option in new Option[] { Width, SinglePass, Epochs, Batch, MaxRate, WeightDecay, DiceWeight, CrossEntropyWeight, Device })
            command.Add(option);
        command.SetAction((call, cancellation) => Task.Run(() => Run(call, cancellation), CancellationToken.None));
        return command;
    }

    private static int Run(ParseResult call, CancellationToken cancellation)
    {
        var grid = call.GetValue(SinglePass);
        if (grid % 8 != 0)
            throw new TrainingRefusedException($"--single-pass: expected a multiple of 8, found {grid}");
        if (call.GetValue(DiceWeight) + call.GetValue(CrossEntropyWeight) == 0)
            throw new TrainingRefusedException("--dice-weight, --cross-entropy-weight: expected one of them above 0, found both 0");
        var options = RunCommandOptions.Of(call);
        var regime = new SegmenterRegime
        {
            Architecture = Architecture.Parse(call.GetValue(Width), NetworkKind.Segmenter),
            Scheme = grid == 0 ? SegmentationScheme.Published : SegmentationScheme.SinglePass(grid),
            Epochs = call.GetValue(Epochs),
            Batch = call.GetValue(Batch),
            MaxRate = call.GetValue(MaxRate),
            WeightDecay = call.GetValue(WeightDecay),
            DiceWeight = call.GetValue(DiceWeight),
            CrossEntropyWeight = call.GetValue(CrossEntropyWeight),
            ValidationShare = call.GetValue(RunCommandOptions.ValidationShare),
            Seed = options.Seed,
        };
        var training = new SegmenterTrainingCall(
            call.GetRequiredValue(RunCommandOptions.Data),
            call.GetRequiredValue(RunCommandOptions.Out),
            RunCommandOptions.ModelsFolder(call),
            call.GetValue(RunCommandOptions.Synthetic),
            call.GetValue(Device)!,
            options);
        new SegmenterTraining(regime, training, new TrainingConsole(call.InvocationConfiguration.Output)).Run(cancellation);
        return 0;
    }

    private static Option<string> ArchitectureOption()
    {
        var names = Architecture.Segmenters.Select(architecture => architecture.Name).ToArray();
        var option = new Option<string>("--architecture")
        {
            Description = "the published network, or a narrower one for small data",
            HelpName = string.Join('|', names),
            DefaultValueFactory = _ => names[0],
        };
        option.AcceptOnlyFromAmong(names);
        return option;
    }
}
