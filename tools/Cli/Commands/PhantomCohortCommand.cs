using System.CommandLine;
using AxSpA.Cloud.Cli.Phantoms;
using AxSpA.Cloud.Phantoms.Cohorts;
using AxSpA.Cloud.Phantoms.Writing;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa phantom cohort</c>: subjects, readers and radiographs that were never taken.</summary>
internal static class PhantomCohortCommand
{
    private const int MostSites = 100;

    private static readonly Option<int> Subjects = Required("--subjects", 1, CohortPlan.MostSubjects, "subjects of all sites together", "N");

    private static readonly Option<ulong> Seed = new("--seed") { Description = "of all chance: the same arguments give the same bytes", HelpName = "S", DefaultValueFactory = _ => 0 };

    private static readonly Option<string> Folder = new("--out") { Description = "folder of the cohort; new or empty, or one where the same command was interrupted", HelpName = "DIR", Required = true };

    private static readonly Option<int?> Sites = new("--sites")
    {
        Description = $"simulated sites, 1 to {MostSites}, each with its own look: site-1, site-2 …",
        HelpName = "N",
        Validators =
        {
            value =>
            {
                if (!value.Errors.Any() && value.GetValueOrDefault<int?>() is < 1 or > MostSites)
                    value.AddError($"--sites: expected 1 to {MostSites}, found {value.GetValueOrDefault<int?>()}");
            },
        },
    };

    private static readonly Option<string?> Site = new("--site") { Description = "one site alone; its look follows from its name and the seed", HelpName = "NAME" };

    private static readonly Option<int> Visits = CommonOptions.Within(
        "--visits", 1, 1, CohortPlan.MostVisits, "1: baseline; 2: baseline and two years; 3 and more: a year apart. With 2 and more, readers' negatives progress", "V");

    private static readonly Option<string?> Prevalence = new("--prevalence")
    {
        Description = "share of radiographic subjects at baseline, met exactly: one number for all sites or one each; 0.5 where none is given. The publication's test sets have 0.50, 0.29 and 0.18",
        HelpName = "NUMBER|SITE=NUMBER,…",
    };

    private static readonly Option<double> RiskRatio = new("--risk-ratio")
    {
        Description = "with --visits 2 and more: how much likelier those whose signs the readers missed progress within two years than the others; 1 plants no difference",
        HelpName = "R",
        DefaultValueFactory = _ => 2,
    };

    private static readonly Option<int> Readers = CommonOptions.Within("--readers", 3, 1, CohortPlan.MostReaders, "imperfect readers, an odd number: the majority decides", "N");

    private static readonly Option<bool> Pictures = new("--png") { Description = "write a 16-bit PNG beside each DICOM file" };

    private static readonly Option<int> AtOnce = CommonOptions.Within("--at-once", 2, 1, 64, "radiographs drawn at a time; changes no byte", "N");

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "cohort",
            "Makes a cohort of synthetic pelvic radiographs: DICOM files, label maps, masks, readers' grades and visits, with a manifest.",
            "axspa phantom cohort --subjects 40 --seed 7 --out phantoms",
            "axspa phantom cohort --subjects 300 --sites 3 --prevalence site-1=0.5,site-2=0.29,site-3=0.18 --out test-sets",
            "axspa phantom cohort --subjects 200 --visits 3 --risk-ratio 3 --out followed")
        {
            Subjects,
            Seed,
            Folder,
            Sites,
            Site,
            Visits,
            Prevalence,
            RiskRatio,
            Readers,
            Pictures,
            AtOnce,
        };
        command.Validators.Add(call =>
        {
            if (call.GetResult(Sites) is not null && call.GetResult(Site) is not null)
                call.AddError("--site: expected a name or --sites, found both");
            if (call.GetResult(RiskRatio) is { Implicit: false } && call.GetResult(Visits) is null or { Implicit: true })
                call.AddError("--risk-ratio: expected it together with --visits 2 or more, found it alone");
        });
        command.ExitCodes = new()
        {
            NotAllCompleted = "something could not be written (a full disk, say); the same command goes on",
            Interrupted = ExitMeanings.GoesOn,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        var cohort = CohortOf(call);
        try
        {
            using var folder = CohortArguments.Open(call.GetRequiredValue(Folder), cohort, call.GetValue(Pictures));
            await new CohortDisplay(call.InvocationConfiguration.Output, call.InvocationConfiguration.Error).ShowAsync(cohort, folder, call.GetValue(AtOnce), cancellation);
            return ExitCode.Completed;
        }
        catch (CohortFolderException refusal)
        {
            throw new FailedRunException($"--out: {refusal.Message}");
        }
    }

    private static PhantomCohort CohortOf(ParseResult call)
    {
        var sites = CohortArguments.Sites(call.GetValue(Sites), call.GetValue(Site), call.GetValue(Prevalence));
        try
        {
            return PhantomCohort.Of(new CohortPlan
            {
                Subjects = call.GetRequiredValue(Subjects),
                Seed = call.GetValue(Seed),
                Sites = sites,
                Visits = call.GetValue(Visits),
                RiskRatio = call.GetValue(RiskRatio),
                Readers = call.GetValue(Readers),
            });
        }
        catch (ArgumentException refusal)
        {
            throw new UsageException($"--{refusal.Message}");
        }
    }

    private static Option<int> Required(string name, int least, int most, string description, string help)
    {
        var option = CommonOptions.Within(name, least, least, most, description, help);
        option.DefaultValueFactory = null;
        option.Required = true;
        return option;
    }
}
