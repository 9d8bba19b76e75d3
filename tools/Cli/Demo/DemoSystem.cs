using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Cli.Embedded;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting;
using AxSpA.Cloud.Ingestion.Ledger;
using AxSpA.Cloud.LongitudinalRisk;
using AxSpA.Cloud.LongitudinalRisk.Cohorts;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using FlagChange = AxSpA.Cloud.LongitudinalRisk.Registry.FlagChange;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>All six services in this process, with a registry that knows the demonstration's cohort.</summary>
internal sealed class DemoSystem : IAsyncDisposable
{
    private const int AtOnce = 2;

    private readonly WebApplication _application;
    private readonly RemoteSystem _remote;
    private readonly WorkFolder _folder;
    private readonly DemoPlan _plan;
    private readonly HostParts _parts;

    private DemoSystem(WebApplication application, WorkFolder folder, DemoPlan plan)
    {
        (_application, _folder, _plan) = (application, folder, plan);
        _parts = new HostParts(application.Services);
        _remote = RemoteSystem.At(new ServerAddress(new Uri(application.Urls.First()), null, null, null, null));
    }

    public IServiceProvider Services => _application.Services;

    /// <exception cref="UsageException">The models cannot be used, or the work folder cannot be written.</exception>
    public static async Task<DemoSystem> StartAsync(WorkFolder folder, string models, DemoPlan plan, CancellationToken cancellation)
    {
        const string cohort = $"{RegistryOptions.Section}:{nameof(RegistryOptions.Cohorts)}:0";
        var application = EmbeddedHost.BuildListening(
            folder,
            models,
            grpcPort: 0,
            healthPort: 0,
            [
                new($"{cohort}:{nameof(CohortOptions.Name)}", plan.Name),
                new($"{cohort}:{nameof(CohortOptions.Adjudication)}", AdjudicationRules.ThreeBlinded.Name),
                new($"{HostingOptions.Section}:{nameof(HostingOptions.DrainTime)}", $"{TimeSpan.FromSeconds(1)}"),
            ]);
        DemoSystem? started = null;
        try
        {
            application.Services.GetRequiredService<DispatchScope>().Restrict();
            await EmbeddedHost.StartAsync(application, models, cancellation);
            return started = new DemoSystem(application, folder, plan);
        }
        finally
        {
            if (started is null)
                await application.DisposeAsync();
        }
    }

    /// <summary>Reads radiographs.</summary>
    /// <param name="read">Called as each ends, from several threads.</param>
    /// <returns>In the order of the files.</returns>
    /// <exception cref="FailedRunException">The disk is full, or a part of the system failed.</exception>
    public async Task<IReadOnlyList<AnalysisReport>> AnalyseAsync(IReadOnlyList<GivenFile> files, Action read, CancellationToken cancellation)
    {
        var (space, marker) = (new FreeSpace(_folder, TimeProvider.System), RunMarker.Begin(_folder.Path, TimeProvider.System));
        ArtifactHandling artifacts = _plan.KeepsPictures
            ? ActivatorUtilities.CreateInstance<ArtifactCopies>(Services, _folder).CopyAsync
            : ActivatorUtilities.CreateInstance<DroppedArtifacts>(Services).DropAsync;
        var run = ActivatorUtilities.CreateInstance<AnalysisRun>(Services, ActivatorUtilities.CreateInstance<LoadedModels>(Services), artifacts, space, marker);
        var reports = new Dictionary<string, AnalysisReport>(StringComparer.Ordinal);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _application.Lifetime.ApplicationStopping);
        try
        {
            var watch = space.WatchAsync(ending.Token);
            var running = run.RunAsync(files, AtOnce, Take, ending.Token);
            if (await Task.WhenAny(running, watch) == watch && !ending.IsCancellationRequested)
                await watch;
            await running;
            marker.End();
            return [.. files.Select(file => reports[file.Path])];
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && PartFailure.Of(_application, _parts) is { } failure)
        {
            throw failure;
        }
        finally
        {
            await ending.CancelAsync();
        }

        void Take(AnalysisReport report)
        {
            lock (reports)
                reports[report.File] = report;
            read();
        }
    }

    /// <summary>Brings visits and readings to the registry by its own door.</summary>
    public async Task FollowAsync(IReadOnlyList<LineRecord> records, CancellationToken cancellation)
    {
        var sending = new FollowUpSending(_remote.Registry, new Patience(TimeSpan.FromSeconds(10), TimeProvider.System));
        var refusals = (await sending.SendAsync(records, stream: "", dryRun: false, cancellation)).SelectMany(answer => answer?.Refusals ?? []).ToList();
        if (refusals.Count > 0)
            throw new InvalidOperationException($"expected a registry that takes the demonstration's follow-ups, found {refusals[0].Field}: {refusals[0].Description}");
    }

    /// <summary>The cohort as the registry has it now.</summary>
    public async Task<CohortCases> CohortAsync(CancellationToken cancellation)
    {
        var subjects = new List<CohortSubject>();
        using var reading = _remote.Registry.ReadCohort(new ReadCohortRequest { Cohort = _plan.Name }, cancellationToken: cancellation);
        await foreach (var some in reading.ResponseStream.ReadAllAsync(cancellation))
            subjects.AddRange(some.Subjects);
        return CohortCases.Of(subjects);
    }

    /// <summary>Pseudonyms of subjects whom the anatomy-aware model flags: readers say non-radiographic at baseline, the model is confident that it is not.</summary>
    public async Task<IReadOnlySet<string>> FlaggedAsync(CancellationToken cancellation)
    {
        var changes = await Services.GetRequiredService<RegistryReading>().FlagsAfterAsync(0, _plan.Name, int.MaxValue, cancellation);
        return changes.Where(change => change.Route == Contracts.V1.ClassificationRoute.AnatomyAware)
            .GroupBy(change => change.Subject)
            .Where(ofSubject => ofSubject.Last().Change == FlagChange.Raised)
            .Select(ofSubject => ofSubject.Key)
            .ToHashSet(StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _remote.Dispose();
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }
}
