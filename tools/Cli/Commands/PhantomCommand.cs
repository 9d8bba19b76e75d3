using System.CommandLine;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa phantom</c>: the group of what is made up.</summary>
internal static class PhantomCommand
{
    public static Command Create() => new("phantom", "Makes synthetic pelvic radiographs with known truth, and looks at models on them.")
    {
        PhantomCohortCommand.Create(),
        PhantomEvaluateCommand.Create(),
    };
}
