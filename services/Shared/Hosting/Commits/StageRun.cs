using System.Collections.Concurrent;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Telemetry;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>What a stage does its work with: it times its parts and writes its artifacts.</summary>
public sealed class StageRun
{
    private readonly IBlobStore _blobs;
    private readonly StageGeneration _generation;
    private readonly ComputeClock _clock;
    private readonly ConcurrentDictionary<string, BlobReference> _artifacts = [];
    private readonly Dictionary<string, double> _milliseconds = [];

    internal StageRun(IBlobStore blobs, StageGeneration generation, ComputeClock clock)
    {
        _blobs = blobs;
        _generation = generation;
        _clock = clock;
    }

    internal IReadOnlyDictionary<string, BlobReference> Artifacts => _artifacts;

    internal IReadOnlyDictionary<string, double> Milliseconds => _milliseconds;

    /// <summary>Runs and times one part of the computation.</summary>
    public T Time<T>(string part, Func<T> compute)
    {
        using var span = Spans.Start(part)?.SetTag(Spans.Stage, _generation.Stage);
        var (result, elapsed) = _clock.Time(compute);
        Instruments.StageDuration.Record(elapsed.TotalSeconds, new("stage", _generation.Stage), new("part", part));
        _milliseconds[part] = _milliseconds.GetValueOrDefault(part) + elapsed.TotalMilliseconds;
        return result;
    }

    /// <summary>Stores an artifact under its role. Where an earlier, unfinished run stored it already, that one stays and is the artifact. Several may be stored at once.</summary>
    /// <param name="role">What it is: <c>label-map</c>, <c>crop</c> …</param>
    public async Task StoreAsync(string role, string extension, string mediaType, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        using var span = Spans.Start("store")?.SetTag(Spans.Stage, _generation.Stage).SetTag(Spans.Artifact, role);
        var name = _generation.NameOf(role, extension);
        // Megabytes are hashed while the disk takes them.
        var described = Task.Run(() => BlobReading.Describe(StageWork.Container, name, mediaType, bytes.Span), cancellation);
        if (await _blobs.CreateAsync(StageWork.Container, name, mediaType, bytes, cancellation))
        {
            _artifacts[role] = await described;
            return;
        }

        // Floats may differ in their last bits between threads and devices: what was written first is the result.
        await described;
        var stored = await _blobs.ReadAsync(StageWork.Container, name, cancellation)
            ?? throw new IOException($"expected blob {name}, which exists, to be readable, found nothing");
        _artifacts[role] = BlobReading.Describe(StageWork.Container, name, mediaType, stored);
    }
}
