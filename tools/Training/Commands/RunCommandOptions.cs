using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Training.Runs;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>Options that every training has, worded once.</summary>
internal static class RunCommandOptions
{
    public static Option<string[]> Data { get; } = new("--data")
    {
        Description = "CSV of radiographs, or a phantom cohort's manifest.csv; several may be given",
        HelpName = "FILE",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public static Option<string> Out { get; } = new("--out") { Description = "run folder: state, metrics.csv, curves.svg; the same command goes on where it stopped", HelpName = "DIR", Required = true };

    public static Option<string?> Models { get; } = new("--models") { Description = "model folder that takes the result; the run folder's models where none is given", HelpName = "DIR" };

    public static Option<bool> Synthetic { get; } = new("--synthetic") { Description = "the radiographs are phantoms, and the card says so; a phantom cohort's manifest says it by itself" };

    public static Option<int> Seed { get; } = Within("--seed", 0, 0, int.MaxValue, "of split, initial weights, order, augmentation: the same seed gives the same training");

    public static Option<double> ValidationShare { get; } = Between("--validation-share", 0.15, 0.01, 0.9, "of the subjects, kept for validation");

    public static Option<int?> MicroBatch { get; } = Optional("--micro-batch", 1, 4096, "cases whose gradient is taken at once, where memory asks for it; gradients are accumulated to the batch");

    public static Option<int?> LimitSteps { get; } = Optional("--limit-steps", 1, int.MaxValue, "most steps an epoch, for trying a configuration");

    public static Option<int?> Threads { get; } = Optional("--threads", 1, 1024, "threads to compute on; one a core where none is given");

    /// <summary>Everything but what differs between trainings.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Data, Out, Models, Synthetic, Seed, ValidationShare, MicroBatch, LimitSteps, Threads })
            command.Add(option);
    }

    public static RunOptions Of(ParseResult call)
    {
        if (call.GetValue(Threads) is { } threads)
            set_num_threads(threads);
        return new RunOptions(call.GetValue(Seed), call.GetValue(MicroBatch), call.GetValue(LimitSteps));
    }

    public static string ModelsFolder(ParseResult call) => call.GetValue(Models) ?? Path.Combine(call.GetRequiredValue(Out), "models");

    /// <summary>A whole number within bounds.</summary>
    public static Option<int> Within(string name, int usual, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => usual,
        Validators = { value => Require(value, name, least, most, () => value.GetValueOrDefault<int>()) },
    };

    /// <summary>A number within bounds.</summary>
    public static Option<double> Between(string name, double usual, double least, double most, string description) => new(name)
    {
        Description = description,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => usual,
        Validators = { value => Require(value, name, least, most, value.GetValueOrDefault<double>) },
    };

    private static Option<int?> Optional(string name, int least, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "N",
        Validators = { value => Require(value, name, least, most, () => value.GetValueOrDefault<int?>() ?? least) },
    };

    private static void Require(System.CommandLine.Parsing.OptionResult value, string name, double least, double most, Func<double> given)
    {
        if (value.Errors.Any())
            return;
        var found = given();
        if (!(found >= least && found <= most))
            value.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: expected {least} to {most}, found {found}"));
    }
}
