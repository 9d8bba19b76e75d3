using AxSpA.Cloud.Statistics.Evaluation;
using AxSpA.Cloud.Statistics.Resampling;

namespace AxSpA.Cloud.Phantoms.Evaluation;

/// <summary>All cases of an evaluation, or those of one site.</summary>
/// <param name="Name">Of the site; <see cref="Everything"/> for all.</param>
/// <param name="Diagnosis">Of the cases that every model answered; null where there are none.</param>
public sealed record CaseGroup(string Name, IReadOnlyList<MeasuredCase> Cases, SetEvaluation? Diagnosis, CaseBootstrap Bootstrap)
{
    public const string Everything = "all";

    /// <summary>What a function says of the cases, those left out of which it says nothing.</summary>
    internal IReadOnlyList<double> Values(Func<MeasuredCase, double?> value) => [.. Cases.Select(value).OfType<double>()];
}
