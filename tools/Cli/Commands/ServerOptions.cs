using System.CommandLine;
using AxSpA.Cloud.Cli.Remote;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>The options by which a command finds a running system and shows who is calling.</summary>
internal static class ServerOptions
{
    /// <summary>Of <c>up</c>, and of intake in <c>cluster up</c>.</summary>
    public const string Usual = "http://127.0.0.1:5080";

    private static readonly Option<string?> ApiKeyFile = new("--api-key-file") { Description = "file that holds the API key, where the system asks for one", HelpName = "FILE" };

    private static readonly Option<string?> Authority = new("--ca") { Description = "PEM certificates that the server's must descend from", HelpName = "FILE" };

    private static readonly Option<string?> Certificate = new("--cert") { Description = "this caller's certificate (PEM), where the system asks for one; with --key", HelpName = "FILE" };

    private static readonly Option<string?> Key = new("--key") { Description = "private key of --cert (PEM)", HelpName = "FILE" };

    public static Option<string?> Server { get; } = new("--server")
    {
        Description = $"a running system: 'axspa up', 'axspa cluster up' (risk and readers: at the address that it names for them), or elsewhere; {Usual} where none is given",
        HelpName = "URL",
        Validators =
        {
            value =>
            {
                if (value.GetValueOrDefault<string?>() is { } url && Parse(url) is null)
                    value.AddError($"--server: expected http://host:port or https://host:port, found {url}");
            },
        },
    };

    /// <summary>Adds them all.</summary>
    public static void AddTo(Command command)
    {
        foreach (var option in new Option[] { Server, ApiKeyFile, Authority, Certificate, Key })
            command.Add(option);
        command.Validators.Add(call =>
        {
            if (call.GetValue(Certificate) is null != call.GetValue(Key) is null)
                call.AddError($"--cert: expected it together with --key, found {(call.GetValue(Key) is null ? "--cert" : "--key")} alone");
        });
    }

    /// <exception cref="UsageException">A file that an option names cannot be used.</exception>
    public static RemoteSystem Open(ParseResult call) => RemoteSystem.At(new ServerAddress(
        Parse(call.GetValue(Server) ?? Usual)!, call.GetValue(ApiKeyFile), call.GetValue(Authority), call.GetValue(Certificate), call.GetValue(Key)));

    private static Uri? Parse(string url)
        => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { PathAndQuery: "/", UserInfo: "" } ? uri : null;
}
