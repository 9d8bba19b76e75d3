using System.Security.Cryptography;
using AxSpA.Cloud.Contracts.V1;
using AxSpA.Cloud.Dicom;
using AxSpA.Cloud.Hosting.Blobs;
using AxSpA.Cloud.Hosting.Commits;
using AxSpA.Cloud.Hosting.Identity;
using AxSpA.Cloud.Hosting.Telemetry;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Ingestion.Ledger;
using Microsoft.Extensions.Options;

namespace AxSpA.Cloud.Ingestion;

/// <summary>The door: a file comes in, and once its pixels and its ledger row are durable it is accepted. A refusal keeps nothing.</summary>
public sealed partial class RadiographIntake(
    AnalysisLedger ledger,
    IBlobStore blobs,
    IdentityKey identity,
    ActivePlan plan,
    ComputeClock clock,
    IOptions<IntakeOptions> options,
    TimeProvider time,
    ILogger<RadiographIntake> log)
{
    private readonly BytesInHand _inHand = new(options.Value.MaxBytesInHand);
    private readonly ReadingLimits _limits = ReadingLimits.Default with { MaxBytes = options.Value.MaxFileBytes };

    /// <summary>Where a door counts what it holds of one file, from its first byte until <see cref="AcceptAsync"/> has ended.</summary>
    public FileInHand TakeInHand() => new(_inHand);

    /// <summary>Asks whether intake is busy, before a file is fetched that would then be refused. It may be one that is known and taken all the same, which only the file itself tells.</summary>
    /// <exception cref="IntakeBusyException">Too many analyses wait.</exception>
    public async Task RefuseBusyAsync(CancellationToken cancellation)
    {
        try
        {
            await ledger.RefuseBusyAsync(cancellation);
        }
        catch (IntakeBusyException busy)
        {
            IntakeInstruments.Refuse(busy);
            throw;
        }
    }

    /// <summary>Reads, stores and enters a radiograph.</summary>
    /// <param name="file">The whole file; not kept.</param>
    /// <exception cref="RadiographRefusedException">The file is no radiograph that can be read.</exception>
    /// <exception cref="IdentityConflictException">Its SOP Instance UID came before with other pixels.</exception>
    /// <exception cref="IntakeBusyException">Too many analyses wait.</exception>
    public async Task<Acceptance> AcceptAsync(ReadOnlyMemory<byte> file, Submission submission, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(submission);
        using var span = Spans.Start("accept");
        try
        {
            var acceptance = await EnterAsync(file, submission, cancellation);
            span?.SetTag(Spans.Analysis, acceptance.AnalysisId).SetTag(Spans.Radiograph, acceptance.RadiographId);
            if (acceptance.AcceptedNow)
            {
                IntakeInstruments.Accept();
                LogAccepted(log, acceptance.AnalysisId, acceptance.RadiographId);
            }

            return acceptance;
        }
        catch (Exception refusal) when (refusal is RadiographRefusedException or IdentityConflictException or IntakeBusyException)
        {
            IntakeInstruments.Refuse(refusal);
            throw;
        }
    }

    private async Task<Acceptance> EnterAsync(ReadOnlyMemory<byte> file, Submission submission, CancellationToken cancellation)
    {
        var ((reading, canonical, digest), decoding) = clock.Time(() => Decode(file));

        var row = new RadiographRow
        {
            RadiographId = Identify(reading, submission, digest),
            Site = submission.Site,
            Subject = SubjectOf(reading, submission),
            PixelDigest = digest,
            ImageName = CanonicalImage.NameOf(digest),
            ImageBytes = canonical.Length,
            Rows = reading.Radiograph.Rows,
            Columns = reading.Radiograph.Columns,
            RowSpacingMm = reading.RowSpacingMm,
            ColumnSpacingMm = reading.ColumnSpacingMm,
            AcquisitionDate = reading.AcquisitionDate,
            LateralityBasis = reading.LateralityBasis == Dicom.LateralityBasis.Header
                ? Contracts.V1.LateralityBasis.Header
                : Contracts.V1.LateralityBasis.Assumed,
            DecodeMilliseconds = decoding.TotalMilliseconds,
            AcceptedAt = time.GetUtcNow(),
        };
        // Asked before anything is stored; the transaction that accepts has the last word.
        var known = await ledger.RefuseAsync(row.RadiographId, digest, cancellation);
        await blobs.CreateAsync(StageWork.Container, row.ImageName, NpyFile.MediaType, canonical, cancellation);
        var (analysis, accepted) = await ledger.AcceptAsync(row, plan.Plan, known, cancellation);
        return new Acceptance(analysis.RadiographId, analysis.AnalysisId, accepted);
    }

    private (RadiographReading Reading, byte[] Canonical, string Digest) Decode(ReadOnlyMemory<byte> file)
    {
        var reading = RadiographFile.Read(file, _limits);
        var canonical = CanonicalRadiograph.ToBytes(reading.Radiograph);
        return (reading, canonical, Convert.ToHexStringLower(SHA256.HashData(canonical)));
    }

    private string Identify(RadiographReading reading, Submission submission, string pixelDigest)
        => reading.Identity is { } dicom
            ? identity.Pseudonym("dicom-radiograph", submission.Site, dicom.SopInstanceUid)
            : identity.Pseudonym("file-radiograph", submission.Site, submission.Subject ?? "", pixelDigest);

    private string? SubjectOf(RadiographReading reading, Submission submission)
        => (submission.Subject ?? reading.Identity?.PatientId) is { Length: > 0 } subject
            ? identity.Subject(submission.Site, subject)
            : null;

    [LoggerMessage(2002, LogLevel.Information, "Analysis {AnalysisId} accepted: radiograph {RadiographId}")]
    private static partial void LogAccepted(ILogger log, Guid analysisId, string radiographId);
}
