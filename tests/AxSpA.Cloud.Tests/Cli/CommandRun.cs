using System.Text.Json;
using AxSpA.Cloud.Cli;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>What a call of the command line wrote and returned.</summary>
internal sealed record CommandRun(int Code, string Output, string Errors)
{
    /// <summary>The objects of <c>--json</c> by file name; every line must be one.</summary>
    public Dictionary<string, JsonElement> Reports { get; } = Code == 2 ? [] : Parse(Output);

    public static async Task<CommandRun> OfAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await CommandLine.RunAsync(arguments, output, errors);
        return new CommandRun(code, output.ToString(), errors.ToString());
    }

    private static Dictionary<string, JsonElement> Parse(string output)
        => output.StartsWith("{\"file\":", StringComparison.Ordinal)
            ? output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
                .ToDictionary(report => Path.GetFileName(report.GetProperty("file").GetString()!))
            : [];
}
