using System.Security.Cryptography;
using AxSpA.Cloud.Grpc.V1;
using Google.Protobuf;
using Grpc.Core;
using Wire = AxSpA.Cloud.Grpc.V1;

namespace AxSpA.Cloud.Cli.Remote;

/// <summary>
/// Sends radiographs and follows them. Equal files are one analysis however often they are sent, so a call that was cut off is simply made again.
/// </summary>
internal sealed class RemoteIntake(RemoteSystem system, SubmissionHeader header, Patience patience)
{
    private const int ChunkBytes = 1 << 20;

    /// <summary>Sends the file until the system has taken it.</summary>
    /// <exception cref="RpcException">The file was refused, or patience ran out.</exception>
    public async Task<Sent> SendAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        var known = false;
        var accepted = await patience.KeepTryingAsync(
            async attempt =>
            {
                var response = await CallAsync(file, cancellation);
                // After a failure it may be this run's own first try that is known.
                known = attempt.Failures == 0 && !response.AcceptedNow;
                return response;
            },
            cancellation);
        return new Sent(accepted.RadiographId, accepted.AnalysisId, known);
    }

    /// <summary>Waits until the analysis has ended.</summary>
    /// <exception cref="RpcException">This caller may not see it, or patience ran out; the analysis goes on.</exception>
    public async Task<Following> FollowAsync(Sent sent, CancellationToken cancellation)
    {
        var seen = 0;
        var ended = await patience.KeepTryingAsync(
            async attempt =>
            {
                using var call = system.Intake.WatchAnalysis(new WatchAnalysisRequest { AnalysisId = sent.AnalysisId }, cancellationToken: cancellation);
                Wire.Analysis? last = null;
                await foreach (var analysis in call.ResponseStream.ReadAllAsync(cancellation))
                {
                    attempt.Answered();
                    seen++;
                    last = analysis;
                }

                return last is { EndedAt: not null } ? last : throw new RpcException(new Status(StatusCode.Unavailable, "the answer broke off"));
            },
            cancellation);
        return new Following(ended, sent.Known && seen == 1);
    }

    /// <summary>The bytes of one artifact, equal to what the analysis says of them.</summary>
    /// <exception cref="IOException">The server sent others.</exception>
    public Task<byte[]> ReadAsync(Wire.Analysis analysis, Artifact artifact, ClassificationRoute route, BlobReference blob, CancellationToken cancellation)
        => patience.KeepTryingAsync(
            async _ =>
            {
                var request = new ReadArtifactRequest { AnalysisId = analysis.AnalysisId, Artifact = artifact, Route = route };
                using var call = system.Intake.ReadArtifact(request, cancellationToken: cancellation);
                using var bytes = new MemoryStream();
                await foreach (var part in call.ResponseStream.ReadAllAsync(cancellation))
                    bytes.Write(part.Chunk.Span);
                var found = Convert.ToHexStringLower(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
                return found == blob.Sha256 ? bytes.ToArray() : throw new IOException($"expected {artifact} with SHA-256 {blob.Sha256}, found {found}");
            },
            cancellation);

    private async Task<SubmitRadiographResponse> CallAsync(ReadOnlyMemory<byte> file, CancellationToken cancellation)
    {
        using var call = system.Intake.SubmitRadiograph(cancellationToken: cancellation);
        try
        {
            await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Header = header }, cancellation);
            for (var sent = 0; sent < file.Length; sent += ChunkBytes)
            {
                var chunk = UnsafeByteOperations.UnsafeWrap(file[sent..Math.Min(sent + ChunkBytes, file.Length)]);
                await call.RequestStream.WriteAsync(new SubmitRadiographRequest { Chunk = chunk }, cancellation);
            }

            await call.RequestStream.CompleteAsync();
        }
        catch (Exception closed) when (closed is RpcException or InvalidOperationException)
        {
            // The server answered, or went away, before it had everything; the response says which.
        }

        return await call.ResponseAsync;
    }
}
