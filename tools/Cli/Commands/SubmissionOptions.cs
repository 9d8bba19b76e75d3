using System.CommandLine;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Ingestion;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Where a call's radiographs come from: said alike to the services of this process and to a running system.</summary>
internal static class SubmissionOptions
{
    private static readonly Option<string> Site = new("--site")
    {
        Description = "where the radiographs come from; follow-ups of the same site and subject find them",
        HelpName = "NAME",
        DefaultValueFactory = _ => new Submission().Site,
        Validators =
        {
            value =>
            {
                if (!PlainName.Is(value.GetValueOrDefault<string>()))
                    value.AddError($"--site: expected {PlainName.Expected}, found {value.GetValueOrDefault<string>()}");
            },
        },
    };

    private static readonly Option<string?> Subject = new("--subject")
    {
        Description = "whose they all are, by your own identifier, of which a keyed hash is kept; without it, of a DICOM file its Patient ID",
        HelpName = "ID",
    };

    /// <summary>Adds both.</summary>
    public static void AddTo(Command command)
    {
        command.Add(Site);
        command.Add(Subject);
    }

    public static Submission Of(ParseResult call)
        => new() { Site = call.GetRequiredValue(Site), Subject = call.GetValue(Subject) is { Length: > 0 } subject ? subject : null };
}
