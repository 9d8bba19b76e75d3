using System.CommandLine;
using System.CommandLine.Invocation;

namespace AxSpA.Cloud.Cli;

/// <summary>
/// An action that leaves its caller's thread at once. The library takes an action that has not yet come to its first wait for one that cannot be cancelled:
/// a signal that came while a host is built would end the process with 143 under the action's hands.
/// </summary>
internal sealed class StoppableAction(AsynchronousCommandLineAction action) : AsynchronousCommandLineAction
{
    /// <summary>Puts one around every asynchronous action from a command downwards.</summary>
    public static void WrapAll(Command command)
    {
        if (command.Action is AsynchronousCommandLineAction action)
            command.Action = new StoppableAction(action);
        foreach (var subcommand in command.Subcommands)
            WrapAll(subcommand);
    }

    public override Task<int> InvokeAsync(ParseResult parseResult, CancellationToken cancellationToken = default)
        => Task.Run(() => action.InvokeAsync(parseResult, cancellationToken), CancellationToken.None);
}
