using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Options that several commands have, worded once.</summary>
internal static class CommonOptions
{
    public static Option<string> Models { get; } = new("--models") { Description = "model folder, as made by 'axspa models import'", HelpName = "DIR", Required = true };

    public static Option<string> WorkFolder { get; } = new("--out") { Description = "work folder: blobs, database, results; made where it isn't there", HelpName = "DIR", Required = true };
}
