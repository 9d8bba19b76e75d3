using System.Text.Json;

namespace AxSpA.Cloud.Cli.Analysis;

/// <summary>What became of one file: the JSON object that <c>analyze --json</c> writes, one a line. Left and right are the patient's.</summary>
/// <param name="File">The path as given. It is known here alone; neither ledger nor logs see it.</param>
/// <param name="RadiographId">Pseudonymous; null where the file was refused.</param>
/// <param name="Reason">The name of a rejection, refusal or fault; null where there is nothing to explain.</param>
/// <param name="Detail">The same in words: what was expected and what was found.</param>
/// <param name="Reused">No inference was run: every result was there already.</param>
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
    BoxReport? Box,
    JointsReport? Joints,
    RouteReport? AnatomyAware,
    RouteReport? Standard,
    MillisecondsReport Milliseconds,
    ArtifactsReport Artifacts)
{
    public static AnalysisReport Refused(string file, string reason, string detail) => new(
        file, null, FileOutcome.Refused, reason, detail, false, null, null, null, null, MillisecondsReport.None, ArtifactsReport.None);

    /// <summary>One line of JSON, every property present.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, AnalysisReportJson.OneLine.AnalysisReport);
}
