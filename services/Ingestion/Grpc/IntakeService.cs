using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Hosting.Serving;
using AxSpA.Cloud.Ingestion.Ledger;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion.Grpc;

/// <summary>The door over gRPC (axspa.v1.Intake).</summary>
public sealed class IntakeService(RadiographIntake intake, AnalysisResults results, LedgerSignals signals, IOptions<IntakeOptions> options)
    : Cloud.Grpc.V1.Intake.IntakeBase
{
    public override async Task<SubmitRadiographResponse> SubmitRadiograph(IAsyncStreamReader<SubmitRadiographRequest> requestStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(requestStream);
        ArgumentNullException.ThrowIfNull(context);
        var (submission, file) = await ReceiveAsync(requestStream, context.CancellationToken);
        try
        {
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
            throw Refusals.InvalidArgument("chunk", refused.Message);
        }
        catch (IdentityConflictException conflict)
        {
            throw new RpcException(new Status(StatusCode.AlreadyExists, conflict.Message));
        }
        catch (IntakeBusyException busy)
        {
            throw new RpcException(new Status(StatusCode.ResourceExhausted, busy.Message));
        }
    }

    public override async Task<Analysis> GetAnalysis(GetAnalysisRequest request, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(context);
        return await FindAsync(Refusals.RequireGuid("analysis_id", request.AnalysisId), context.CancellationToken);
    }

    public override async Task WatchAnalysis(WatchAnalysisRequest request, IServerStreamWriter<Analysis> responseStream, ServerCallContext context)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(responseStream);
        ArgumentNullException.ThrowIfNull(context);
        var analysisId = Refusals.RequireGuid("analysis_id", request.AnalysisId);
        Analysis? last = null;
        while (true)
        {
            var change = signals.NextChangeOf(analysisId);
            var now = await FindAsync(analysisId, context.CancellationToken);
            if (!now.Equals(last))
                await responseStream.WriteAsync(last = now, context.CancellationToken);
            if (now.State is Cloud.Grpc.V1.AnalysisState.Completed or Cloud.Grpc.V1.AnalysisState.Rejected or Cloud.Grpc.V1.AnalysisState.Parked)
                return;
            await results.ChangeOrTickAsync(change, context.CancellationToken);
            context.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async Task<Analysis> FindAsync(Guid analysisId, CancellationToken cancellation)
    {
        try
        {
            return AnalysisMessage.Of(await results.GetAsync(analysisId, cancellation));
        }
        catch (UnknownAnalysisException unknown)
        {
            throw new RpcException(new Status(StatusCode.NotFound, unknown.Message));
        }
    }

    private async Task<(Submission Submission, ReadOnlyMemory<byte> File)> ReceiveAsync(IAsyncStreamReader<SubmitRadiographRequest> stream, CancellationToken cancellation)
    {
        if (!await stream.MoveNext(cancellation) || stream.Current.PartCase != SubmitRadiographRequest.PartOneofCase.Header)
            throw Refusals.InvalidArgument("header", "expected the header as the first message, found a chunk or nothing");
        var header = stream.Current.Header;
        using var file = new MemoryStream();
        while (await stream.MoveNext(cancellation))
        {
            if (stream.Current.PartCase != SubmitRadiographRequest.PartOneofCase.Chunk)
                throw Refusals.InvalidArgument("chunk", "expected chunks after the header, found another header");
            if (file.Length + stream.Current.Chunk.Length > options.Value.MaxFileBytes)
                throw Refusals.InvalidArgument("chunk", $"expected at most {options.Value.MaxFileBytes} bytes, found more");
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
