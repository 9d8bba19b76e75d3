using System.CommandLine;

namespace AxSpA.Cloud.Cli;

/// <summary>A command whose help ends with lines to copy and what its exit codes mean.</summary>
internal sealed class DocumentedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;

    public ExitMeanings ExitCodes { get; set; } = new();
}
