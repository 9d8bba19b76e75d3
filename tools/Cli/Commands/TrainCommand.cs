using System.CommandLine;
using AxSpA.Cloud.Cli.Training;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa train</c>: the training program, which is one of its own because it brings libtorch. Everything after <c>train</c> is passed to it.</summary>
internal static class TrainCommand
{
    public const string Name = "train";

    /// <summary>For the list of commands; it is never parsed.</summary>
    public static Command Create() => new(Name, "Trains a segmenter or a classifier on your own data; see axspa train --help.");

    /// <returns>The training program's exit code.</returns>
    /// <exception cref="UsageException">There is no such program.</exception>
    public static Task<int> RunAsync(IReadOnlyList<string> arguments) => TrainingProgram.RunAsync(TrainingProgram.Find(), arguments);
}
