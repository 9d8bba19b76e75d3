using System.CommandLine;
using System.Globalization;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.LongitudinalRisk.Grpc;
using Google.Protobuf;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary><c>axspa risk watch</c>: flags as they come.</summary>
internal static class RiskWatchCommand
{
    private static readonly TimeSpan SystemMayBeAway = TimeSpan.FromMinutes(10);

    private static readonly Option<string> Cohort = new("--cohort") { Description = "flags of this cohort alone", HelpName = "NAME", DefaultValueFactory = _ => "" };

    private static readonly Option<long> After = new("--after") { Description = "the number of the last change seen; 0 begins with the first there was", HelpName = "NUMBER", DefaultValueFactory = _ => 0 };

    private static readonly Option<bool> Json = new("--json") { Description = "write one JSON object a change, a line each" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "watch",
            "Shows whom to watch: every flag that is raised, retracted or superseded, until Ctrl-C. A system that goes away meanwhile is waited for, ten minutes at most. "
            + "Each change has a number, with which it begins; --after goes on behind it.",
            "axspa risk watch",
            "axspa risk watch --cohort GESPIC --after 120 --json")
        {
            Cohort,
            After,
            Json,
        };
        ServerOptions.AddTo(command);
        command.ExitCodes = new()
        {
            Completed = "the system ended the watch",
            NotAllCompleted = "the system did not answer, or stayed away",
            Usage = "wrong usage, no such cohort, or a system that refuses this caller",
            Interrupted = "interrupted; it says with which --after to go on",
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult call, CancellationToken cancellation)
    {
        using var system = ServerOptions.Open(call);
        await system.AskAsync(options => system.Registry.ListCohortsAsync(new ListCohortsRequest(), options).ResponseAsync, cancellation);
        var request = new WatchFlagsRequest { Cohort = call.GetRequiredValue(Cohort), AfterSequence = call.GetValue(After) };
        var (output, json) = (call.InvocationConfiguration.Output, call.GetValue(Json));
        return await WatchAsync(
            system,
            request,
            change => output.WriteLineAsync(json ? JsonFormatter.Default.Format(change) : Line(change)),
            call.InvocationConfiguration.Error,
            new Patience(SystemMayBeAway, TimeProvider.System),
            cancellation);
    }

    /// <summary>Watches until it is interrupted or the system stays away, and says then how to go on.</summary>
    internal static async Task<int> WatchAsync(
        RemoteSystem system, WatchFlagsRequest request, Func<FlagChanged, Task> show, TextWriter errors, Patience patience, CancellationToken cancellation)
    {
        try
        {
            return await patience.KeepTryingAsync(
                async attempt =>
                {
                    using var watching = system.Registry.WatchFlags(request, cancellationToken: cancellation);
                    // Where no flag is raised, nothing else says for hours that the system is there.
                    if ((await watching.ResponseHeadersAsync).Get(FlagWatch.OpenedHeader) is not null)
                        attempt.Opened();
                    await foreach (var change in watching.ResponseStream.ReadAllAsync(cancellation))
                    {
                        await show(change);
                        request.AfterSequence = change.Sequence;
                        attempt.Answered();
                    }

                    return ExitCode.Completed;
                },
                cancellation);
        }
        catch (RpcException failure) when (failure.IsAway() || failure.MayBeAway())
        {
            await errors.WriteLineAsync($"axspa: {RemoteFailure.Words(failure, system.Server)}; go on with --after {request.AfterSequence}");
            return ExitCode.NotAllCompleted;
        }
        catch (RpcException failure)
        {
            throw new UsageException(RemoteFailure.Words(failure, system.Server));
        }
        catch (OperationCanceledException)
        {
            // The same command would begin anew where --after says.
            await errors.WriteLineAsync($"axspa: interrupted; go on with --after {request.AfterSequence}");
            return ExitCode.Interrupted;
        }
    }

    private static string Line(FlagChanged change) => string.Create(
        CultureInfo.InvariantCulture,
        $"{change.Sequence}  {change.Change.ToString().ToLowerInvariant()}  {change.Cohort}  subject {change.Subject}  {change.Model.Name} {change.Model.Version}  probability {change.Probability:F3}  baseline {change.BaselineDate}{Joint("left", change.LeftJoint)}{Joint("right", change.RightJoint)}");

    /// <summary>Nothing where it was found by the usual rule, or nothing is known.</summary>
    private static string Joint(string side, JointFinding finding) => finding switch
    {
        JointFinding.MedianHeightFallback => $"  {side} joint by fallback",
        JointFinding.NotFound => $"  {side} joint not found",
        _ => "",
    };
}
