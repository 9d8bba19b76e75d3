using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Training.Classification;
using AxSpA.Cloud.Training.Native;
using AxSpA.Cloud.Training.Networks;
using AxSpA.Cloud.Training.Runs;
using AxSpA.Cloud.Training.Search;

namespace AxSpA.Cloud.Training.Commands;

/// <summary><c>axspa train search</c>: samples a classifier's hyper-parameters within a budget and keeps a table.</summary>
internal static class TrainSearchCommand
{
    /// <summary>Long enough to tell a good rate from a bad one, short enough for many of them.</summary>
    private static readonly ClassifierRegime Shortened = new()
    {
        Stages =
        [
            new(new PictureSize(106, 158), Batch: 64, HeadEpochs: 3, HeadRate: 2e-2, Epochs: 6, Rate: 1e-3),
            new(new PictureSize(208, 314), Batch: 64, HeadEpochs: 3, HeadRate: 1e-2, Epochs: 6, Rate: 1e-3),
        ],
    };

    private static readonly ClassifierOptions Options = new();

    private static readonly RegimeOptions Regime = new(Shortened);

    private static readonly Option<string> Architectures = new("--architectures")
    {
        Description = "networks to choose from, equally likely",
        HelpName = "NAME,…",
        DefaultValueFactory = _ => Architecture.Classifiers[0].Name,
    };

    private static readonly Option<string?> Budget = new("--budget") { Description = "time for this call, such as 90s, 30m or 2h; a trial that it cuts off goes on in the next call", HelpName = "TIME" };

    private static readonly Option<int?> Trials = new("--trials") { Description = "trials in all, finished ones counted", HelpName = "N" };

    public static Command Create()
    {
        var command = new Command(
            "search",
            "Searches hyper-parameters of a classifier at random: rates, weight decay, dropout, label smoothing, mixup, rate decay and width, each trial trained by a shortened "
            + "schedule in a folder of its own. trials.csv keeps what came out; finished trials are not repeated.");
        foreach (var option in new Option[]
        {
            RunCommandOptions.Data, RunCommandOptions.Out, RunCommandOptions.Seed, RunCommandOptions.ValidationShare, RunCommandOptions.MicroBatch, RunCommandOptions.LimitSteps,
            RunCommandOptions.Threads,
        })
            command.Add(option);
        foreach (var option in Options.All.Concat([Architectures, Budget, Trials]).Concat(Regime.Others))
            command.Add(option);
        command.SetAction((call, cancellation) => Task.Run(() => Run(call, cancellation), cancellation));
        return command;
    }

    private static int Run(ParseResult call, CancellationToken cancellation)
    {
        Architecture[] architectures = [.. call.GetRequiredValue(Architectures).Split(',', StringSplitOptions.TrimEntries).Select(name => Architecture.Parse(name, NetworkKind.Classifier))];
        var regime = Regime.Read(call, architectures[0]);
        var options = RunCommandOptions.Of(call);
        var search = Search(call, architectures, options.Seed);
        var source = Options.Source(call);
        var device = ComputeDevice.Select(Options.Device(call));
        var segmenter = source.Segmenter();
        var console = new TrainingConsole(call.InvocationConfiguration.Output);
        var folder = Path.GetFullPath(call.GetRequiredValue(RunCommandOptions.Out));
        Directory.CreateDirectory(folder);
        using var data = source.Load(PictureLayout.Of(regime), segmenter, Path.Combine(folder, "cache"), console, cancellation);
        regime.RequireNoSinglePicture(data.Training.Count, options.MicroBatch);
        var settings = RunSettings.Of(source.Settings(segmenter), Options.Device(call), options);
        var table = TrialTable.Open(folder, Digest(data, regime, settings));
        var trials = new TrialRuns(folder, regime, settings, data, options, device, console);
        search.Run(table, trials.Train, TimeProvider.System, cancellation);
        trials.DropStates(table);
        Tell(console, table, folder);
        return 0;
    }

    private static HyperparameterSearch Search(ParseResult call, Architecture[] architectures, int seed)
    {
        var (trials, budget) = (call.GetValue(Trials), call.GetValue(Budget));
        if (trials is null && budget is null)
            throw new ArgumentException("--budget, --trials: expected at least one of them, found neither");
        if (trials is < 1 or > 100_000)
            throw new ArgumentException($"--trials: expected 1 to 100000, found {trials}");
        var space = new SearchSpace { Widths = [.. architectures.Select(architecture => architecture.Width)] };
        return new HyperparameterSearch(space, seed, trials, budget is null ? null : Duration.Parse(budget));
    }

    /// <summary>Of everything that makes trials comparable: data and schedule, not what is drawn.</summary>
    private static string Digest(ClassifierData data, ClassifierRegime regime, IReadOnlyDictionary<string, string> run)
    {
        string[] drawn = ["--architecture", "--head-rates", "--rates", "--weight-decay", "--dropout", "--label-smoothing", "--mixup", "--rate-decay"];
        var lines = regime.Settings.Where(setting => !drawn.Contains(setting.Key)).Concat(run).Select(setting => $"{setting.Key}={setting.Value}").Order(StringComparer.Ordinal);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{data.Digest}\n{string.Join('\n', lines)}")))[..12];
    }

    private static void Tell(TrainingConsole console, TrialTable table, string folder)
    {
        console.Line($"{table.Results.Count} trials in {Path.Combine(folder, TrialTable.FileName)}");
        if (table.Best is not { Score: { } score } best)
            return;
        var values = best.Values;
        console.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"best: trial {best.Trial}, Matthews correlation {score.Matthews:0.000}, AUC {score.Auc:0.000}; --architecture resnet50-{values.Width} --head-rates {values.HeadRate} --rates {values.Rate} --weight-decay {values.WeightDecay} --dropout {values.Dropout} --label-smoothing {values.LabelSmoothing} --mixup {values.MixupAlpha} --rate-decay {values.RateDecay}"));
    }
}
