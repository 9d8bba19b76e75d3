using AxSpA.Cloud.Statistics.Calibration;
using AxSpA.Cloud.Statistics.Diagnosis;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Statistics.Evaluation;

/// <summary>One model on one set: its figures, and what its plots show.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Cases">Truths and scores.</param>
/// <param name="Diagnosis">Figures at the cut-off, with intervals.</param>
/// <param name="Brier">0 (best) to 1.</param>
/// <param name="CalibrationError">Expected calibration error, ten bins of equal width, 0..1.</param>
/// <param name="Roc">From (0, 0) to (1, 1); empty where a class is missing.</param>
/// <param name="Band">Pointwise interval of the curve; empty where a class is missing.</param>
public sealed record ModelEvaluation(
    string Model,
    ScoredCase[] Cases,
    DiagnosticEvaluation Diagnosis,
    double? Brier,
    double? CalibrationError,
    IReadOnlyList<RocPoint> Roc,
    IReadOnlyList<RocBand> Band)
{
    /// <summary>Computes all of it.</summary>
    public static ModelEvaluation Of(string model, ScoredCase[] cases, double cutoff, CaseBootstrap bootstrap)
    {
        var bothClasses = ConfusionMatrix.At(cutoff, cases) is { Positives: > 0, Negatives: > 0 };
        return new ModelEvaluation(
            model,
            cases,
            DiagnosticEvaluation.Of(cases, cutoff, bootstrap),
            Reliability.Brier(cases),
            Reliability.ExpectedError(cases),
            bothClasses ? RocCurve.Corners(RocCurve.Of(cases)) : [],
            RocBand.Of(cases, bootstrap));
    }
}
