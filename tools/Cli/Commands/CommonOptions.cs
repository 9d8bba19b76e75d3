using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Options that several commands have, worded once.</summary>
internal static class CommonOptions
{
    private const int MostAtOnce = 64;

    /// <summary>Read it with <see cref="Shipped.ModelFolder"/>.</summary>
    public static Option<string?> Models { get; } = new("--models")
    {
        Description = "model folder, as made by 'axspa models import'; without it the demonstration models that ship with axspa, trained on synthetic images",
        HelpName = "DIR",
    };

    public static Option<string> WorkFolder { get; } = new("--out") { Description = "work folder: blobs, database, results; made where it isn't there", HelpName = "DIR", Required = true };

    /// <summary>For commands that ask a running system, or a work folder that no axspa runs on.</summary>
    public static Option<string?> WorkFolderAtRest { get; } = new("--out") { Description = "a work folder instead of a running system", HelpName = "DIR" };

    public static Argument<string[]> Paths { get; } = new("FILE|FOLDER")
    {
        Description = "radiographs (PNG, JPEG, TIFF, uncompressed DICOM), or folders of them",
        Arity = ArgumentArity.OneOrMore,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "write one JSON object a file, a line each, to standard output and nothing else there" };

    public static Option<int> AtOnce(int usual, string description) => Within("--at-once", usual, 1, MostAtOnce, $"{description}, 1 to {MostAtOnce}; 1 measures the overhead of each", "N");

    /// <summary>A whole number within bounds.</summary>
    public static Option<int> Within(string name, int usual, int least, int most, string description, string help) => new(name)
    {
        Description = description,
        HelpName = help,
        DefaultValueFactory = _ => usual,
        Validators =
        {
            value =>
            {
                if (value.Errors.Any() || (value.GetValueOrDefault<int>() >= least && value.GetValueOrDefault<int>() <= most))
                    return;
                value.AddError($"{name}: expected {least} to {most}, found {value.GetValueOrDefault<int>()}");
            },
        },
    };

    /// <summary>A TCP port; 0 takes a free one.</summary>
    public static Option<int> Port(string name, int usual, string description)
        => Within(name, usual, System.Net.IPEndPoint.MinPort, System.Net.IPEndPoint.MaxPort, description, "PORT");

    /// <summary>A command that can ask either takes one of both.</summary>
    public static void EitherServerOrWorkFolder(this Command command)
    {
        command.Add(WorkFolderAtRest);
        ServerOptions.AddTo(command);
        command.Validators.Add(call =>
        {
            if (call.GetValue(WorkFolderAtRest) is not null && call.GetValue(ServerOptions.Server) is not null)
                call.AddError("--out: expected a work folder or --server, found both");
        });
    }
}
