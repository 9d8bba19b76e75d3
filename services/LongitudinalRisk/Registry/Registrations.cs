using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using AxSpA.Cloud.Hosting.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>
/// What the pipeline tells enters the registry once, whatever comes twice, and what it means for subjects is derived with it. The registry has one writer at a
/// time, so what comes up while it writes is registered together.
/// </summary>
public sealed class Registrations
{
    /// <summary>Registrations a second from which on none hurries any more: some ten radiographs.</summary>
    private const int Busy = 20;

    private readonly Derivation _derivation;
    private readonly TimeProvider _time;
    private readonly Gathering<Registration, bool> _gathering;

    public Registrations(Database<RegistryContext> database, Derivation derivation, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(database);
        (_derivation, _time) = (derivation, time);
        _gathering = new(group => WriteAsync(database, group), database.Pacing(Busy), company: TimeSpan.Zero, hurries: _ => true);
    }

    /// <summary>Completes when the registry knows whose radiograph it is, and when and where it was taken.</summary>
    public Task RegisterAsync(RadiographReceived received, CancellationToken cancellation)
        => _gathering.WriteAsync(new Registration(received, null, Spans.Current), cancellation);

    /// <summary>Completes when the registry knows the classification and will say so, again at each repetition.</summary>
    public Task RegisterAsync(RadiographClassified classified, CancellationToken cancellation)
        => _gathering.WriteAsync(new Registration(null, classified, Spans.Current), cancellation);

    private async Task<bool> WriteAsync(Database<RegistryContext> database, IReadOnlyList<Registration> group)
    {
        await database.WriteAsync(Derivation.Lock, registry => WriteAsync(registry, group), CancellationToken.None);
        return true;
    }

    private async Task WriteAsync(RegistryContext registry, IReadOnlyList<Registration> group)
    {
        var changed = new Dictionary<string, string?>();
        await AddRadiographsAsync(registry, group, changed);
        await AddClassificationsAsync(registry, group, changed);
        if (changed.Count > 0)
            await _derivation.DeriveAsync(registry, changed, CancellationToken.None);
        foreach (var registration in group)
        {
            if (registration.Classified is { } classified)
            {
                var registered = new ClassificationRegistered { AnalysisId = classified.AnalysisId, RadiographId = classified.RadiographId, Route = classified.Route };
                registry.Publish(registered, registration.TraceParent);
            }
        }
    }

    private static async Task AddRadiographsAsync(RegistryContext registry, IReadOnlyList<Registration> group, Dictionary<string, string?> changed)
    {
        var ids = group.Select(registration => registration.Received?.RadiographId).OfType<string>().ToList();
        if (ids.Count == 0)
            return;
        var known = (await registry.Radiographs.Where(row => ids.Contains(row.RadiographId)).Select(row => row.RadiographId).ToListAsync()).ToHashSet();
        foreach (var registration in group)
        {
            if (registration.Received is not { } received || !known.Add(received.RadiographId))
                continue;
            registry.Radiographs.Add(RowOf(received));
            changed[received.RadiographId] = registration.TraceParent;
        }
    }

    private async Task AddClassificationsAsync(RegistryContext registry, IReadOnlyList<Registration> group, Dictionary<string, string?> changed)
    {
        var ids = group.Select(registration => registration.Classified?.AnalysisId).OfType<Guid>().ToList();
        if (ids.Count == 0)
            return;
        var known = (await registry.Classifications.Where(row => ids.Contains(row.AnalysisId)).Select(row => new { row.AnalysisId, row.Route }).ToListAsync()).ToHashSet();
        foreach (var registration in group)
        {
            if (registration.Classified is not { } classified || !known.Add(new { classified.AnalysisId, classified.Route }))
                continue;
            registry.Classifications.Add(RowOf(classified));
            changed[classified.RadiographId] = registration.TraceParent;
        }
    }

    private static RegisteredRadiograph RowOf(RadiographReceived received) => new()
    {
        RadiographId = received.RadiographId,
        Subject = received.Subject,
        Site = received.Site,
        AcquisitionDate = received.AcquisitionDate,
        ImageName = received.Image.Name,
        ImageSha256 = received.Image.Sha256,
        ImageBytes = received.Image.Bytes,
    };

    private RegisteredClassification RowOf(RadiographClassified classified) => new()
    {
        AnalysisId = classified.AnalysisId,
        Route = classified.Route,
        RadiographId = classified.RadiographId,
        ModelName = classified.Model.Name,
        ModelVersion = classified.Model.Version,
        ModelCardDigest = classified.Model.CardDigest,
        ModelWeightsDigest = classified.Model.WeightsDigest,
        Probability = classified.Probability,
        Cutoff = classified.Cutoff,
        Positive = classified.Positive,
        Confident = classified.Confident,
        LeftJoint = classified.Joints?.LeftJoint,
        RightJoint = classified.Joints?.RightJoint,
        RegisteredAt = _time.GetUtcNow(),
    };

    /// <summary>One of the two, and the trace it came with.</summary>
    private sealed record Registration(RadiographReceived? Received, RadiographClassified? Classified, string? TraceParent);
}
