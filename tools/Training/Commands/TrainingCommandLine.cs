using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Inference;
using AxSpA.Cloud.Models;
using AxSpA.Cloud.Training.Data;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The tree of training commands, as <c>axspa train</c> shows it, and what becomes of a wrong call.</summary>
internal static class TrainingCommandLine
{
    private const int WrongUsage = 2;
    private const int Interrupted = 130;

    /// <summary>Exit codes, the same as axspa's: 0 done, 2 refused before or while training, 130 interrupted.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter errors)
    {
        var call = Root().Parse(arguments);
        // A fault of ours keeps its stack trace; it is never taken for wrong data.
        var streams = new InvocationConfiguration { Output = output, Error = errors, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        if (call.Action is ParseErrorAction wrongCall)
        {
            wrongCall.ShowHelp = false;
            streams.Output = errors;
            await call.InvokeAsync(streams);
            return WrongUsage;
        }

        try
        {
            return await OrderlyStop.RunAsync(cancellation => call.InvokeAsync(streams, cancellation));
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync("axspa train: interrupted; the same command goes on where this one stopped");
            return Interrupted;
        }
        catch (Exception refusal) when (IsRefusal(refusal))
        {
            await errors.WriteLineAsync($"axspa train: {refusal.Message}");
            return WrongUsage;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand("Trains the networks on your own data. Research use only: not a medical device, not for diagnosis.")
        {
            TrainSegmenterCommand.Create(),
            TrainClassifierCommand.Create(),
            TrainSearchCommand.Create(),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpPage((HelpAction)option.Action!);
        return root;
    }

    /// <summary>Whether the words of an exception are for the person who typed the command.</summary>
    private static bool IsRefusal(Exception exception)
        => exception is TrainingRefusedException or ModelRefusedException or CheckpointRefusedException or ArgumentException or IOException or UnauthorizedAccessException;
}
