using System.CommandLine;
using System.CommandLine.Invocation;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The tree of training commands, as <c>axspa train</c> shows it.</summary>
internal static class TrainingCommandLine
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var call = Root().Parse(arguments);
        var streams = new InvocationConfiguration { EnableDefaultExceptionHandler = false };
        if (call.Action is not ParseErrorAction wrongCall)
            return await call.InvokeAsync(streams);
        wrongCall.ShowHelp = false;
        streams.Output = Console.Error;
        await call.InvokeAsync(streams);
        return 2;
    }

    private static RootCommand Root() => new("Trains the networks. Research use only: not a medical device, not for diagnosis.")
    {
    };
}
