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
    public void Overhead_is_what_the_stages_do_not_account_for()
    {
        var times = MillisecondsReport.Of(Rejected, decode: 10, total: 100, overheadIsKnown: true);
        times.ShouldBe(MillisecondsReport.None with { Decode = 10, Crop = 30, Overhead = 60, Total = 100 });
    }

    [Fact]
    public void Overhead_is_unknown_beside_others_and_where_two_routes_ran()
    {
        MillisecondsReport.Of(Rejected, 10, 100, overheadIsKnown: false).Overhead.ShouldBeNull();
        MillisecondsReport.Of(Rejected with { Standard = new RouteResult() }, 10, 100, overheadIsKnown: true).Overhead.ShouldBeNull();
    }

    [Fact]
    public void Neither_joint_found_is_rejected_and_says_so_of_both()
    {
        var report = AnalysisReport.Of("a.png", Rejected, reused: false, MillisecondsReport.None, Copies.None);
        (report.Outcome, report.Reason).ShouldBe((FileOutcome.Rejected, "NoJointFound"));
        report.Joints.ShouldBe(new JointsReport(new JointReport(JointFinding.NotFound), new JointReport(JointFinding.NotFound)));
        report.Box.ShouldBeNull();
    }
}
