using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Ingestion.Ledger;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using ClassificationRoute = AxSpA.Cloud.Contracts.V1.ClassificationRoute;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Ingestion.Grpc;

/// <summary>The door over gRPC (axspa.v1.Intake).</summary>
public sealed class IntakeService(
    RadiographIntake intake,
    AnalysisResults results,
    AnalysisLedger ledger,
    LedgerSignals signals,
    ActivePlan plan,
    IBlobStore blobs,
    IHostApplicationLifetime lifetime,
    IOptions<IntakeOptions> intakeOptions,
    IOptions<LedgerOptions> ledgerOptions) : Wire.Intake.IntakeBase
{
    private const int ChunkBytes = 256 << 10;

    /// <summary>Between two looks at an analysis that goes on; its end is told at once. Of the machine's time: it spares the database.</summary>
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);

    [RequiresRole(AccessRole.Submit)]
    public override async Task<SubmitRadiographResponse> SubmitRadiograph(IAsyncStreamReader<SubmitRadiographRequest> requestStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(context);
        using var inHand = intake.TakeInHand();
        try
        {
            var (submission, file) = await BeforeTheStopAsync(cancellation => ReceiveAsync(requestStream, inHand, cancellation), "send", context);
            var acceptance = await intake.AcceptAsync(file, submission, context.CancellationToken);
            return new SubmitRadiographResponse
            {
                RadiographId = acceptance.RadiographId,
                AnalysisId = acceptance.AnalysisId.ToString(),
                AcceptedNow = acceptance.AcceptedNow,
            };
        }
        catch (RadiographRefusedException refused)
        {
            throw Refusals.InvalidArgument("chunk", refused.Message, refused.Reason.ToString());
        }
        catch (IdentityConflictException conflict)
        {
            throw Refusals.For(StatusCode.AlreadyExists, conflict.Message, "IdentityConflict");
        }
        catch (IntakeBusyException busy)
        {
            throw Refusals.For(StatusCode.ResourceExhausted, busy.Message, "IntakeBusy");
        }
    }

    [RequiresRole(AccessRole.Read)]
    public override async Task<Analysis> GetAnalysis(GetAnalysisRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        return AnalysisMessage.Of(await FindAsync(Refusals.RequireGuid("analysis_id", request.AnalysisId), context.CancellationToken));
    }

    [RequiresRole(AccessRole.Read)]
    public override async Task WatchAnalysis(WatchAnalysisRequest request, IServerStreamWriter<Analysis> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var analysisId = Refusals.RequireGuid("analysis_id", request.AnalysisId);
        await BeforeTheStopAsync(cancellation => WatchAsync(analysisId, responseStream, cancellation), "watch", context);
    }

    [RequiresRole(AccessRole.Read)]
    public override async Task ReadArtifact(ReadArtifactRequest request, IServerStreamWriter<ReadArtifactResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var analysisId = Refusals.RequireGuid("analysis_id", request.AnalysisId);
        var (kind, route) = ArtifactOf(request);
        var facts = (await FindAsync(analysisId, context.CancellationToken)).Facts;
        var blob = facts.Find(kind, route)
            ?? throw Refusals.For(StatusCode.NotFound, $"expected an analysis with this artifact, found none of it in {analysisId}", "NoSuchArtifact");
        var bytes = await blobs.ReadAsync(blob, context.CancellationToken);
        await BeforeTheStopAsync(
            async cancellation =>
            {
                for (var sent = 0; sent < bytes.Length; sent += ChunkBytes)
                {
                    var chunk = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(sent, Math.Min(ChunkBytes, bytes.Length - sent)));
                    await responseStream.WriteAsync(new ReadArtifactResponse { Chunk = chunk }, cancellation);
                }
            },
            "read",
            context);
    }

    [RequiresRole(AccessRole.Read)]
    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return StatusMessage.Of(await results.StatusAsync(context.CancellationToken), plan.Plan, ledgerOptions.Value.Window);
    }

    [RequiresRole(AccessRole.Read)]
    public override async Task ListParked(ListParkedRequest request, IServerStreamWriter<ParkedAnalysis> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        await BeforeTheStopAsync(
            async cancellation =>
            {
                foreach (var parked in await results.ParkedAsync(cancellation))
                    await responseStream.WriteAsync(StatusMessage.Of(parked), cancellation);
            },
            "list",
            context);
    }

    [RequiresRole(AccessRole.Operate)]
    public override async Task<ReplayResponse> Replay(ReplayRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        if (request is { HasAnalysisId: false, All: false })
            throw Refusals.InvalidArgument("which", "expected an analysis or all, found neither");
        Guid? analysisId = request.HasAnalysisId ? Refusals.RequireGuid("analysis_id", request.AnalysisId) : null;
        var replayed = await ledger.ReplayAsync(analysisId, context.CancellationToken);
        return analysisId is null || replayed > 0
            ? new ReplayResponse { Replayed = replayed }
            : throw Refusals.For(StatusCode.NotFound, $"expected a parked analysis, found none called {analysisId}", "NotParked");
    }

    private static (ArtifactKind Kind, ClassificationRoute? Route) ArtifactOf(ReadArtifactRequest request)
    {
        // The numbers of both enumerations are the same on purpose; a test holds them together.
        var kind = (ArtifactKind)(int)request.Artifact;
        if (!Enum.IsDefined(kind))
            throw Refusals.InvalidArgument("artifact", $"expected an artifact, found {request.Artifact}");
        var route = request.Route == Wire.ClassificationRoute.Unspecified ? (ClassificationRoute?)null : (ClassificationRoute)(int)request.Route;
        if (route is { } named && !Enum.IsDefined(named))
            throw Refusals.InvalidArgument("route", $"expected a route, found {request.Route}");
        if (kind.IsOfRoute() != route.HasValue)
            throw Refusals.InvalidArgument("route", kind.IsOfRoute() ? $"expected the route whose {kind} is asked for, found none" : $"expected none for {kind}, found {route}");
        return (kind, route);
    }

    private async Task BeforeTheStopAsync(Func<CancellationToken, Task> work, string again, ServerCallContext context)
        => await BeforeTheStopAsync(
            async cancellation =>
            {
                await work(cancellation);
                return true;
            },
            again,
            context);

    /// <summary>Who watches, or sends or reads and pauses, would hold a stopping host up for as long as it drains: it is sent to the next one instead.</summary>
    private async Task<T> BeforeTheStopAsync<T>(Func<CancellationToken, Task<T>> work, string again, ServerCallContext context)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            return await work(limited.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, $"expected a host that stays, found one that stops; {again} again"));
        }
    }

    private async Task WatchAsync(Guid analysisId, IServerStreamWriter<Analysis> watcher, CancellationToken cancellation)
    {
        Analysis? last = null;
        try
        {
            while (true)
            {
                var (change, end) = (signals.NextChangeOf(analysisId), signals.EndOf(analysisId));
                var result = await FindAsync(analysisId, cancellation);
                var now = AnalysisMessage.Of(result);
                if (!now.Equals(last))
                    await watcher.WriteAsync(last = now, cancellation);
                if (result.Ended)
                    return;
                await results.SignalOrTickAsync(change, cancellation);
                await Task.WhenAny(end, Task.Delay(Pace, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }
        finally
        {
            signals.Left(analysisId);
        }
    }

    private async Task<AnalysisResult> FindAsync(Guid analysisId, CancellationToken cancellation)
    {
        try
        {
            return await results.GetAsync(analysisId, cancellation);
        }
        catch (UnknownAnalysisException unknown)
        {
            throw Refusals.For(StatusCode.NotFound, unknown.Message, "UnknownAnalysis");
        }
    }

    private async Task<(Submission Submission, ReadOnlyMemory<byte> File)> ReceiveAsync(
        IAsyncStreamReader<SubmitRadiographRequest> stream, FileInHand inHand, CancellationToken cancellation)
    {
        if (!await stream.MoveNext(cancellation) || stream.Current.PartCase != SubmitRadiographRequest.PartOneofCase.Header)
            throw Refusals.InvalidArgument("header", "expected the header as the first message, found a chunk or nothing");
        var header = stream.Current.Header;
        if (header.Site.Length > 0 && !PlainName.Is(header.Site))
            throw Refusals.InvalidArgument("site", $"expected {PlainName.Expected}, found other text");
        var limits = intakeOptions.Value;
        using var file = new MemoryStream();
        while (await stream.MoveNext(cancellation))
        {
            if (stream.Current.PartCase != SubmitRadiographRequest.PartOneofCase.Chunk)
                throw Refusals.InvalidArgument("chunk", "expected chunks after the header, found another header");
            if (file.Length + stream.Current.Chunk.Length > limits.MaxFileBytes)
                throw Refusals.InvalidArgument("chunk", $"expected at most {limits.MaxFileBytes} bytes, found more", nameof(RefusalReason.TooManyBytes));
            inHand.Take(stream.Current.Chunk.Length);
            file.Write(stream.Current.Chunk.Span);
        }

        var submission = new Submission
        {
            Site = header.Site.Length > 0 ? header.Site : new Submission().Site,
            Subject = header.Subject.Length > 0 ? header.Subject : null,
        };
        return (submission, file.GetBuffer().AsMemory(0, (int)file.Length));
    }
}
