using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Access;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.LongitudinalRisk.Registry;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using RegisteredClassification = AxSpA.Cloud.LongitudinalRisk.Registry.RegisteredClassification;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.LongitudinalRisk.Grpc;

/// <summary>The registry's doors (axspa.v1.LongitudinalRisk).</summary>
public sealed class RegistryService(
    Database<RegistryContext> database,
    RecordIntake intake,
    RecordDoor door,
    FollowUpReporting stream,
    FlagWatch flags,
    ChurnReport churn,
    CohortReading cohortReading,
    BlindedReading blinded,
    KnownCohorts cohorts,
    IBlobStore blobs,
    IHostApplicationLifetime lifetime) : Wire.LongitudinalRisk.LongitudinalRiskBase
{
    private const int ChunkBytes = 256 << 10;

    [RequiresRole(AccessRole.Read)]
    public override async Task<GetClassificationsResponse> GetClassifications(GetClassificationsRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        RequirePseudonym(request.RadiographId);
        var cancellation = context.CancellationToken;
        var (known, classifications) = await database.ReadAsync(
            async registry => (
                await registry.Radiographs.AnyAsync(row => row.RadiographId == request.RadiographId, cancellation),
                await registry.Classifications.Where(row => row.RadiographId == request.RadiographId).OrderBy(row => row.Id).ToListAsync(cancellation)),
            cancellation);
        if (!known && classifications.Count == 0)
            throw Refusals.NotFound($"expected a radiograph of this registry, found {request.RadiographId}");
        return new GetClassificationsResponse { Classifications = { classifications.Select(MessageOf) } };
    }

    [RequiresRole(AccessRole.Submit)]
    public override Task ReportFollowUps(
        IAsyncStreamReader<ReportFollowUpsRequest> requestStream, IServerStreamWriter<ReportFollowUpsResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return UntilStoppedAsync(context, cancellation => stream.RunAsync(requestStream, responseStream, Caller.NameOf(context), cancellation));
    }

    [RequiresRole(AccessRole.Submit)]
    public override async Task<ReportRecordResponse> ReportRecord(ReportRecordRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var check = new RequestCheck();
        var record = door.Read(request.Record, check);
        check.Done();
        var arrivals = await intake.AcceptAsync([record!], Caller.NameOf(context), context.CancellationToken);
        return new ReportRecordResponse { Outcome = arrivals[0].ToMessage() };
    }

    [RequiresRole(AccessRole.Grade)]
    public override async Task<NextReadingResponse> NextReading(NextReadingRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var check = new RequestCheck();
        door.Cohort("cohort", request.Cohort, check);
        RecordDoor.Role(request.Role, check);
        var reader = Caller.ReaderOf(context, request.Reader, check);
        check.Done();
        var (next, left) = await blinded.NextAsync(request.Cohort, reader, context.CancellationToken);
        return next is null
            ? throw Refusals.NotFound("expected a radiograph that this reader has not read, found none")
            : new NextReadingResponse { RadiographId = next, Left = left };
    }

    [RequiresRole(AccessRole.Grade)]
    public override async Task<SubmitReadingResponse> SubmitReading(SubmitReadingRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var check = new RequestCheck();
        door.Cohort("cohort", request.Cohort, check);
        RecordDoor.Role(request.Role, check);
        int? left = request.HasLeftGrade ? request.LeftGrade : null;
        int? right = request.HasRightGrade ? request.RightGrade : null;
        RecordDoor.Grades(left, right, request.Status, check);
        var reader = Caller.ReaderOf(context, request.Reader, check);
        check.Done();
        RequirePseudonym(request.RadiographId);
        var grades = new GivenReading
        {
            Cohort = request.Cohort,
            RadiographId = request.RadiographId,
            Reader = reader,
            Role = (Cohorts.ReaderRole)(int)request.Role,
            LeftGrade = left,
            RightGrade = right,
            Status = RecordMessages.StatusOf(request.Status),
        };
        switch (await ByRulesInForceAsync(() => blinded.SubmitAsync(grades, Caller.NameOf(context), context.CancellationToken)))
        {
            case GivenReadingFate.Unknown:
                throw Refusals.NotFound($"expected a radiograph of a visit of {request.Cohort}, found {request.RadiographId}");
            case GivenReadingFate.ReadBefore:
                throw Refusals.For(StatusCode.AlreadyExists, "expected a radiograph that this reader has not read, found one that was read", "ReadBefore");
        }

        return new SubmitReadingResponse();
    }

    [RequiresRole(AccessRole.Grade)]
    public override async Task ReadRadiograph(ReadRadiographRequest request, IServerStreamWriter<ReadRadiographResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        RequirePseudonym(request.RadiographId);
        var image = await blinded.ImageAsync(request.RadiographId, context.CancellationToken)
            ?? throw Refusals.NotFound($"expected a radiograph whose image this registry knows, found {request.RadiographId}");
        var bytes = await blobs.ReadAsync(image, context.CancellationToken);
        await UntilStoppedAsync(
            context,
            async cancellation =>
            {
                for (var sent = 0; sent < bytes.Length; sent += ChunkBytes)
                {
                    var chunk = UnsafeByteOperations.UnsafeWrap(bytes.AsMemory(sent, Math.Min(ChunkBytes, bytes.Length - sent)));
                    await responseStream.WriteAsync(new ReadRadiographResponse { Chunk = chunk }, cancellation);
                }
            });
    }

    [RequiresRole(AccessRole.Read)]
    public override Task WatchFlags(WatchFlagsRequest request, IServerStreamWriter<FlagChanged> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var check = new RequestCheck();
        if (request.Cohort.Length > 0)
            door.Cohort("cohort", request.Cohort, check);
        check.Require(request.AfterSequence >= 0, "after_sequence", $"expected at least 0, found {request.AfterSequence}");
        check.Done();
        return UntilStoppedAsync(
            context,
            cancellation => flags.RunAsync(
                request.Cohort.Length == 0 ? null : request.Cohort,
                request.AfterSequence,
                () => context.WriteResponseHeadersAsync(new Metadata { { FlagWatch.OpenedHeader, "true" } }),
                responseStream,
                cancellation));
    }

    [RequiresRole(AccessRole.Read)]
    public override Task<GetFlagChurnResponse> GetFlagChurn(GetFlagChurnRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        var check = new RequestCheck();
        door.Cohort("cohort", request.Cohort, check);
        check.Require(request.Route is ClassificationRoute.AnatomyAware or ClassificationRoute.Standard, "route", "expected a route, found none");
        check.Done();
        return ByRulesInForceAsync(() => churn.OfAsync(request, context.CancellationToken));
    }

    [RequiresRole(AccessRole.Read)]
    public override Task ReadCohort(ReadCohortRequest request, IServerStreamWriter<ReadCohortResponse> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        if (cohorts.Find(request.Cohort) is null)
            throw Refusals.NotFound($"expected one of {string.Join(", ", cohorts.All.Select(cohort => cohort.Cohort))}, found {(PlainName.Is(request.Cohort) ? request.Cohort : "other text")}");
        return ByRulesInForceAsync(async () =>
        {
            await UntilStoppedAsync(context, cancellation => cohortReading.SendAsync(request.Cohort, request.Brief, responseStream, cancellation));
            return true;
        });
    }

    [RequiresRole(AccessRole.Read)]
    public override Task<ListCohortsResponse> ListCohorts(ListCohortsRequest request, ServerCallContext context)
        => Task.FromResult(new ListCohortsResponse
        {
            Cohorts =
            {
                cohorts.All.Select(cohort => new Cohort
                {
                    Name = cohort.Cohort,
                    Adjudication = cohort.Adjudication.Name,
                    BaselineVisit = cohort.BaselineVisit ?? "",
                    FollowUpMonths = cohort.FollowUpMonths,
                    FollowUpToleranceMonths = cohort.FollowUpToleranceMonths,
                    RadiographWithinDays = cohort.RadiographWithinDays,
                }),
            },
        });

    /// <summary>A call that may stay would hold a stopping host up for as long as it drains: it is sent to the next one instead.</summary>
    private async Task UntilStoppedAsync(ServerCallContext context, Func<CancellationToken, Task> run)
    {
        using var running = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        try
        {
            await run(running.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "expected a host that stays, found one that stops; call again"));
        }
    }

    private static async Task<T> ByRulesInForceAsync<T>(Func<Task<T>> answer)
    {
        try
        {
            return await answer();
        }
        catch (RulesNotInForceException other)
        {
            throw Refusals.For(StatusCode.Unavailable, other.Message, "RulesNotInForce");
        }
    }

    private static void RequirePseudonym(string radiographId)
    {
        if (!RecordNames.IsPseudonym(radiographId))
            throw Refusals.InvalidArgument("radiograph_id", "expected a radiograph's pseudonym, 32 lower-case hexadecimal digits, found other text");
    }

    private static Wire.RegisteredClassification MessageOf(RegisteredClassification row) => new()
    {
        AnalysisId = row.AnalysisId.ToString(),
        Route = row.Route.ToMessage(),
        Model = new Model { Name = row.ModelName, Version = row.ModelVersion, CardDigest = row.ModelCardDigest, WeightsDigest = row.ModelWeightsDigest },
        Probability = row.Probability,
        Cutoff = row.Cutoff,
        Positive = row.Positive,
        Confident = row.Confident,
        LeftJoint = row.LeftJoint?.ToMessage() ?? Wire.JointFinding.Unspecified,
        RightJoint = row.RightJoint?.ToMessage() ?? Wire.JointFinding.Unspecified,
        RegisteredAt = row.RegisteredAt.ToTimestamp(),
    };
}
