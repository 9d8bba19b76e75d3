using System.Diagnostics;
using AxSpA.Cloud.Cli.Evaluation;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Cli.Risk;
using AxSpA.Cloud.Reports.Risk;
using AxSpA.Cloud.Statistics.Cohorts;

namespace AxSpA.Cloud.Cli.Bench;

/// <summary>Times <c>axspa risk report</c> from its question to the written page, and its parts.</summary>
internal sealed class ReportMeasurement(RemoteSystem system, string cohort, string folder)
{
    private readonly List<double> _whole = [], _reading = [], _numbers = [], _page = [];

    public IReadOnlyList<double> Whole => _whole;

    /// <summary>Database, gRPC, and what arrives here.</summary>
    public IReadOnlyList<double> Reading => _reading;

    public IReadOnlyList<double> Numbers => _numbers;

    /// <summary>Drawing and writing.</summary>
    public IReadOnlyList<double> Page => _page;

    /// <returns>How many subjects were reported.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var subjects = await CohortSource.ReadAsync(system, cohort, brief: true, cancellation);
        var read = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var cases = CohortCases.Of(subjects);
        var analysis = CohortAnalysis.Of(cases.Models, cases.Cases);
        var analysed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        ReportFolder.Write(folder, RiskReport.Of(cohort, analysis, "axspa bench"));
        var written = Stopwatch.GetElapsedTime(started).TotalSeconds;
        _whole.Add(written);
        _reading.Add(read);
        _numbers.Add(analysed - read);
        _page.Add(written - analysed);
        return subjects.Count;
    }
}
