using System.Text.Json;
using AxSpA.Cloud.Contracts.V1;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>What became of one file: the JSON object that <c>analyze --json</c> writes, one a line. Left and right are the patient's.</summary>
/// <param name="File">The path as given. It is known here alone; neither ledger nor logs see it.</param>
/// <param name="RadiographId">Pseudonymous; null where the file was refused.</param>
/// <param name="Reason">The name of a rejection, refusal or fault; null where there is nothing to explain.</param>
/// <param name="Detail">The same in words: what was expected and what was found.</param>
/// <param name="Reused">No inference was run: every result was there already.</param>
/// <param name="LateralityBasis">How it is known which side of the picture is the patient's right; null where the file was refused.</param>
/// <param name="Box">The crop in the upright radiograph, after Otsu's threshold; null where no joint was found or looked for.</param>
/// <param name="Joints">Null where no joint was looked for.</param>
/// <param name="AnatomyAware">The route through the crop; null where it isn't planned or ended without a probability.</param>
/// <param name="Standard">The route over the whole radiograph; null as above.</param>
internal sealed record AnalysisReport(
    string File,
    string? RadiographId,
    FileOutcome Outcome,
    string? Reason,
    string? Detail,
    bool Reused,
    LateralityBasis? LateralityBasis,
    CropRectangle? Box,
    JointsReport? Joints,
    RouteReport? AnatomyAware,
    RouteReport? Standard,
    MillisecondsReport Milliseconds,
    ArtifactsReport Artifacts)
{
    public static AnalysisReport Refused(string file, string reason, string detail) => new(
        file, null, FileOutcome.Refused, reason, detail, false, null, null, null, null, null, MillisecondsReport.None, ArtifactsReport.None);

    /// <summary>The report of a file that a running system keeps, and whose end was not seen.</summary>
    public static AnalysisReport Accepted(string file, string radiographId, string reason, string detail)
        => Refused(file, reason, detail) with { RadiographId = radiographId, Outcome = FileOutcome.Accepted };

    /// <summary>The report of a file whose analysis has ended.</summary>
    /// <param name="reused">No inference was run for it.</param>
    /// <param name="copies">Where its artifacts were copied to.</param>
    public static AnalysisReport Of(string file, AnalysisEnded ended, bool reused, MillisecondsReport milliseconds, Copies copies)
    {
        var rejection = ended.Outcome == AnalysisOutcome.Rejected ? (ended.AnatomyAware ?? ended.Standard)?.Rejected : null;
        return new(
            file,
            ended.RadiographId,
            OutcomeOf(ended.Outcome),
            ended.Outcome == AnalysisOutcome.Parked ? "AttemptsExhausted" : rejection?.Reason.ToString(),
            rejection?.Detail ?? ended.Detail,
            reused,
            ended.LateralityBasis,
            ended.Cropped?.Rectangle,
            JointsOf(ended.Cropped, rejection),
            RouteReport.Of(ended.AnatomyAware, copies.AnatomyAware),
            RouteReport.Of(ended.Standard, copies.Standard),
            milliseconds,
            copies.Artifacts);
    }

    /// <summary>The result is safe where it was made; only its readable copy is missing, and the exit code says so. What the result itself has to say comes first.</summary>
    public AnalysisReport NotCopied(string detail) => this with
    {
        Reason = Reason ?? "ArtifactsNotCopied",
        Detail = Detail is { } known ? $"{known}; {detail}" : detail,
    };

    /// <summary>One line of JSON, every property present.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AnalysisReportJson.OneLine.AnalysisReport);

    private static JointsReport? JointsOf(SacroiliacJointsCropped? cropped, RadiographRejected? rejection)
    {
        if (cropped is not null)
            return new(new(cropped.LeftJoint), new(cropped.RightJoint));
        return rejection?.Reason == RejectionReason.NoJointFound ? new(new(JointFinding.NotFound), new(JointFinding.NotFound)) : null;
    }

    private static FileOutcome OutcomeOf(AnalysisOutcome outcome) => outcome switch
    {
        AnalysisOutcome.Completed => FileOutcome.Completed,
        AnalysisOutcome.Rejected => FileOutcome.Rejected,
        AnalysisOutcome.Parked => FileOutcome.Parked,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "expected an outcome of this release"),
    };
}
