using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using AxSpA.Cloud.Cli.Commands;

namespace AxSpA.Cloud.Cli;

/// <summary>The tree of commands, and what becomes of a wrong call.</summary>
internal static class CommandLine
{
    public const string ResearchUseOnly = "Research use only: not a medical device, not for diagnosis.";

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        // Its words are the training program's, down to --help.
        if (arguments is [TrainCommand.Name, .. var passedOn])
            return await RunAsync(() => TrainCommand.RunAsync(passedOn), new ExitMeanings(), errors);
        var call = Root().Parse(arguments);
        // A fault of ours keeps its stack trace and its own exit status; it is never taken for a rejected file.
        var streams = new InvocationConfiguration
        {
            Output = output,
            Error = errors,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        if (call.Action is ParseErrorAction wrongCall)
        {
            wrongCall.ShowHelp = false;
            streams.Output = errors;
            await call.InvokeAsync(streams);
            await errors.WriteLineAsync($"See '{PathOf(call)} --help'.");
            return ExitCode.Usage;
        }

        return await RunAsync(() => InvokeAsync(call, streams), (call.CommandResult.Command as DocumentedCommand)?.ExitCodes ?? ExitMeanings.Overall, errors);
    }

    /// <summary>An action that cannot be cancelled is ended by a signal as any program is.</summary>
    private static Task<int> InvokeAsync(ParseResult call, InvocationConfiguration streams)
        => call.Action is AsynchronousCommandLineAction ? OrderlyStop.RunAsync(cancellation => call.InvokeAsync(streams, cancellation)) : call.InvokeAsync(streams);

    private static async Task<int> RunAsync(Func<Task<int>> run, ExitMeanings meanings, TextWriter errors)
    {
        try
        {
            return await run();
        }
        catch (UsageException refusal)
        {
            await errors.WriteLineAsync($"axspa: {refusal.Message}");
            return ExitCode.Usage;
        }
        catch (FailedRunException failure)
        {
            await errors.WriteLineAsync($"axspa: {failure.Message}");
            return ExitCode.NotAllCompleted;
        }
        catch (OperationCanceledException)
        {
            await errors.WriteLineAsync($"axspa: {(meanings.Interrupted == ExitMeanings.GoesOn ? ExitMeanings.GoesOn : "interrupted")}");
            return ExitCode.Interrupted;
        }
    }

    private static RootCommand Root()
    {
        var root = new RootCommand(
            "axspa reads pelvic radiographs for definite radiographic sacroiliitis: it finds the sacroiliac joints, gives the network's probability, and shows where the network looked. "
            + ResearchUseOnly)
        {
            DemoCommand.Create(),
            AnalyzeCommand.Create(),
            UpCommand.Create(),
            ClusterCommand.Create(),
            SubmitCommand.Create(),
            StatusCommand.Create(),
            ModelsCommand.Create(),
            ParkedCommand.Create(),
            ReplayCommand.Create(),
            EvaluateCommand.Create(),
            RiskCommand.Create(),
            ReadersCommand.Create(),
            PhantomCommand.Create(),
            BenchCommand.Create(),
            TrainCommand.Create(),
            VersionCommand.Create(),
        };
        foreach (var option in root.Options.OfType<HelpOption>())
            option.Action = new HelpPage((HelpAction)option.Action!);
        return root;
    }

    private static string PathOf(ParseResult call)
    {
        var names = new Stack<string>();
        for (var result = call.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            names.Push(result.Command is RootCommand ? "axspa" : result.Command.Name);
        return string.Join(' ', names);
    }
}
