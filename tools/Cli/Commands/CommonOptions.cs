using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Options that several commands have, worded once.</summary>
internal static class CommonOptions
{
    private const int MostAtOnce = 64;

    private static readonly Option<string?> WorkFolderAtRest = new("--work") { Description = "a work folder instead of a running system", HelpName = "DIR" };

    /// <summary>The same by the name that it has where it is written: taken, not shown.</summary>
    private static readonly Option<string?> WorkFolderByItsOtherName = new("--out") { Hidden = true };

    /// <summary>Read it with <see cref="Shipped.ModelFolder"/>.</summary>
    public static Option<string?> Models { get; } = new("--models")
    {
        Description = "model folder, as made by 'axspa models import'; without it the demonstration models that ship with axspa, trained on synthetic images",
        HelpName = "DIR",
    };

    public static Option<string> WorkFolder { get; } = new("--out") { Description = "work folder: blobs, database, results; made where it isn't there", HelpName = "DIR", Required = true };

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

    /// <summary>For a command that asks a running system, or a work folder that no axspa runs on. Where it has an <c>--out</c> of another meaning, <c>--work</c> alone is the folder.</summary>
    public static void EitherServerOrWorkFolder(this Command command)
    {
        command.Add(WorkFolderAtRest);
        if (command.Options.All(option => option.Name != WorkFolderByItsOtherName.Name))
            command.Add(WorkFolderByItsOtherName);
        ServerOptions.AddTo(command);
        command.Validators.Add(call =>
        {
            var folders = new[] { WorkFolderAtRest, WorkFolderByItsOtherName }.Where(option => call.GetValue(option) is not null).Select(option => option.Name).ToList();
            if (folders.Count > 1)
                call.AddError($"{folders[0]}: expected one work folder, found {folders[1]} too");
            if (folders.Count > 0 && call.GetValue(ServerOptions.Server) is not null)
                call.AddError($"{folders[0]}: expected a work folder or --server, found both");
        });
    }

    /// <summary>The work folder that is to be asked, and the option that names it; null where it is a running system.</summary>
    public static (string Path, string Option)? FolderAtRest(ParseResult call)
        => new[] { WorkFolderAtRest, WorkFolderByItsOtherName }.Where(option => call.GetValue(option) is not null).Select(option => ((string, string)?)(call.GetValue(option)!, option.Name)).FirstOrDefault();
}
