using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Contracts.V1;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public class MillisecondsReportTests
{
    private static readonly AnalysisPlan Plan = new() { Digest = "d" };

    private static readonly AnalysisEnded Rejected = new()
    {
        AnalysisId = Guid.Empty,
        RadiographId = "r",
        Plan = Plan,
        Outcome = AnalysisOutcome.Rejected,
        AnatomyAware = new RouteResult
        {
            Rejected = new RadiographRejected
            {
                AnalysisId = Guid.Empty,
                RadiographId = "r",
                Route = ClassificationRoute.AnatomyAware,
                Stage = Services.Cropping,
                Reason = RejectionReason.NoJointFound,
                Detail = "",
                Milliseconds = 30,
            },
        },
    };

    [Fact]
    public void Overhead_is_the_time_in_which_nothing_computed()
    {
        var times = MillisecondsReport.Of(Rejected, decode: 10, total: 100, computed: 40);
        times.ShouldBe(MillisecondsReport.None with { Decode = 10, Crop = 30, Overhead = 60, Total = 100 });
    }

    [Fact]
    public void Overhead_is_unknown_beside_other_radiographs()
        => MillisecondsReport.Of(Rejected, decode: 10, total: 100, computed: null).Overhead.ShouldBeNull();

    [Fact]
    public void Neither_joint_found_is_rejected_and_says_so_of_both()
    {
        var report = AnalysisReport.Of("a.png", Rejected, reused: false, MillisecondsReport.None, Copies.None);
        (report.Outcome, report.Reason).ShouldBe((FileOutcome.Rejected, "NoJointFound"));
        report.Joints.ShouldBe(new JointsReport(new JointReport(JointFinding.NotFound), new JointReport(JointFinding.NotFound)));
        report.Box.ShouldBeNull();
    }
}
