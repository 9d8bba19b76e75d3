using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Analysis;
using AxSpA.Cloud.Contracts.V1;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>The JSON that scripts read: names, order and nulls are the contract, so they stand here letter by letter.</summary>
public class AnalysisReportTests
{
    private static readonly MillisecondsReport Times = new(1, 2, 3, 4, 5, 6, 7, 28);

    private static readonly RouteReport Route = new(
        0.66487, 0.59, true, false, "anatomy-aware 1", "r-axSpA", "work/a.npy", "work/a.png", new JointShares { Left = 0.5, Right = 0.25, Elsewhere = 0.25 });

    private static readonly AnalysisReport Completed = new(
        "häfte/a.png", "0f3a", FileOutcome.Completed, null, null, false, LateralityBasis.Assumed, new CropRectangle { X = 417, Y = 285, Width = 269, Height = 201 },
        new JointsReport(new JointReport(JointFinding.Intersection), new JointReport(JointFinding.MedianHeightFallback)),
        Route, Route with { Shares = null }, Times, new ArtifactsReport("work/l.png", "work/c.png", null));

    [Fact]
    [Trait("Requirement", "CLI-02")]
    public void Completed_file_is_one_line_of_the_published_shape()
        => Completed.ToJson().ShouldBe(
            """
            {"file":"häfte/a.png","radiographId":"0f3a","outcome":"completed","reason":null,"detail":null,"reused":false,"lateralityBasis":"assumed",
            "box":{"x":417,"y":285,"width":269,"height":201},
            "joints":{"left":{"found":"intersection"},"right":{"found":"medianHeightFallback"}},
            "anatomyAware":{"probability":0.66487,"cutoff":0.59,"positive":true,"confident":false,"model":"anatomy-aware 1","explainedClass":"r-axSpA","heatMap":"work/a.npy","overlay":"work/a.png",
            "shares":{"left":0.5,"right":0.25,"elsewhere":0.25}},
            "standard":{"probability":0.66487,"cutoff":0.59,"positive":true,"confident":false,"model":"anatomy-aware 1","explainedClass":"r-axSpA","heatMap":"work/a.npy","overlay":"work/a.png","shares":null},
            "milliseconds":{"decode":1,"segment":2,"crop":3,"enhance":4,"classify":5,"explain":6,"overhead":7,"total":28},
            "artifacts":{"labelMap":"work/l.png","crop":"work/c.png","input":null}}
            """.ReplaceLineEndings(""));

    [Fact]
    [Trait("Requirement", "CLI-02")]
    public void Refused_file_has_every_property_too()
        => AnalysisReport.Refused("a.txt", "UnknownFormat", "expected a radiograph, found text").ToJson().ShouldBe(
            """
            {"file":"a.txt","radiographId":null,"outcome":"refused","reason":"UnknownFormat","detail":"expected a radiograph, found text","reused":false,"lateralityBasis":null,
            "box":null,"joints":null,"anatomyAware":null,"standard":null,
            "milliseconds":{"decode":null,"segment":null,"crop":null,"enhance":null,"classify":null,"explain":null,"overhead":null,"total":null},
            "artifacts":{"labelMap":null,"crop":null,"input":null}}
            """.ReplaceLineEndings(""));

    [Fact]
    public void Exit_code_is_zero_only_if_every_file_completed_and_parked_outranks_refused()
    {
        var refused = AnalysisReport.Refused("a.txt", "Empty", "");
        var parked = Completed with { Outcome = FileOutcome.Parked };
        ExitCode.Of([Completed]).ShouldBe(0);
        ExitCode.Of([Completed, refused]).ShouldBe(1);
        ExitCode.Of([Completed with { Outcome = FileOutcome.Rejected, Reason = "NoSacrum" }]).ShouldBe(1);
        ExitCode.Of([Completed with { Reason = "ArtifactsNotCopied" }]).ShouldBe(1);
        ExitCode.Of([Completed, refused, parked]).ShouldBe(3);
    }
}
