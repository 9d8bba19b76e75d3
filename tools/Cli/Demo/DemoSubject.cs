using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Phantoms.Cohorts;

namespace AxSpA.Cloud.Cli.Demo;

/// <summary>A subject of a demonstration with what was made of it.</summary>
/// <param name="Flagged">By the registry: readers say non-radiographic, the anatomy-aware model is confident of the opposite.</param>
internal sealed record DemoSubject(PhantomSubject Subject, AnalysisReport Report, bool Flagged)
{
    public PhantomVisit Baseline => Subject.Visits[0];

    public PhantomVisit Later => Subject.Visits[^1];
}
