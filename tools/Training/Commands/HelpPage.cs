using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace AxSpA.Cloud.Training.Commands;

/// <summary>The usual help under the name that a person types.</summary>
internal sealed class HelpPage(HelpAction usual) : SynchronousCommandLineAction
{
    private const string TypedName = "axspa train";

    public override int Invoke(ParseResult parseResult)
    {
        var streams = parseResult.InvocationConfiguration;
        var output = streams.Output;
        using var page = new StringWriter();
        streams.Output = page;
        try
        {
            usual.Invoke(parseResult);
        }
        finally
        {
            streams.Output = output;
        }

        output.Write(page.ToString().Replace(RootCommand.ExecutableName, TypedName, StringComparison.Ordinal));
        return 0;
    }
}
