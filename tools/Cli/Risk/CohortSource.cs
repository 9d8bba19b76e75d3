using System.CommandLine;
using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;
using Grpc.Core;

namespace AxSpA.Cloud.Cli.Risk;

/// <summary>Where a report's cohort comes from: a running system, or a work folder that no axspa runs on.</summary>
internal static class CohortSource
{
    public static Option<string> Cohort { get; } = new("--cohort") { Description = "whose subjects", HelpName = "NAME", Required = true };

    /// <summary>Adds the options.</summary>
    public static void FromCohort(this Command command)
    {
        command.Add(Cohort);
        command.EitherServerOrWorkFolder();
    }

    /// <summary>The cohort's subjects, one at least.</summary>
    /// <param name="brief">Without their readings, of which a large cohort has many.</param>
    /// <exception cref="UsageException">The system refuses, there is no such cohort, or nobody is in it.</exception>
    /// <exception cref="FailedRunException">It does not answer.</exception>
    public static async Task<IReadOnlyList<CohortSubject>> ReadAsync(ParseResult call, bool brief, CancellationToken cancellation)
    {
        var name = call.GetRequiredValue(Cohort);
        if (CommonOptions.FolderAtRest(call) is var (folder, option))
        {
            if (!Directory.Exists(folder))
                throw new UsageException($"{option}: expected a work folder, found no such folder: {folder}");
            if (!RegistryFolder.Holds(folder))
                throw new UsageException($"{option}: expected a work folder of axspa, found no registry in {folder}");
            await using var registry = await RegistryFolder.OpenAsync(folder, option, cancellation);
            return await ReadAsync(registry.System, name, brief, cancellation);
        }

        using var system = ServerOptions.Open(call);
        return await ReadAsync(system, name, brief, cancellation);
    }

    /// <inheritdoc cref="ReadAsync(ParseResult, bool, CancellationToken)"/>
    public static async Task<IReadOnlyList<CohortSubject>> ReadAsync(RemoteSystem system, string cohort, bool brief, CancellationToken cancellation)
    {
        var subjects = new List<CohortSubject>();
        try
        {
            using var reading = system.Registry.ReadCohort(new ReadCohortRequest { Cohort = cohort, Brief = brief }, cancellationToken: cancellation);
            await foreach (var some in reading.ResponseStream.ReadAllAsync(cancellation))
            {
                NameModels(some);
                subjects.AddRange(some.Subjects);
            }
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.NotFound)
        {
            throw new UsageException($"--cohort: {failure.Status.Detail}");
        }
        catch (RpcException failure)
        {
            cancellation.ThrowIfCancellationRequested();
            throw RemoteFailure.Refusal(failure, system.Server);
        }

        return subjects.Count > 0 ? subjects : throw new UsageException($"--cohort: expected a cohort with subjects, found nobody in {cohort}");
    }

    /// <summary>A brief answer names each model once.</summary>
    internal static void NameModels(ReadCohortResponse some)
    {
        foreach (var answer in some.Subjects.SelectMany(subject => subject.Visits).SelectMany(visit => visit.Answers))
            answer.Model ??= some.Models[answer.ModelPlace];
    }
}
