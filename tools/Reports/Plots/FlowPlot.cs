using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Statistics.Cohorts;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>From images to progressors: a box a step, and beside each arrow who stays behind.</summary>
internal static class FlowPlot
{
    private const double BoxWidth = 330;
    private const double BoxHeight = 50;
    private const double Step = 96;
    private const double Left = 20;
    private const double Middle = Left + (BoxWidth / 2);

    public static XElement Of(string title, CohortFlow flow)
    {
        (string Words, int Count, string? Lost)[] steps =
        [
            ("subjects with a baseline radiograph or reading", flow.Imaged, null),
            ("followed at any time", flow.Followed, $"not followed: {flow.Imaged - flow.Followed}"),
            ("followed within the window", flow.FollowedInWindow, $"followed outside the window only: {flow.Followed - flow.FollowedInWindow}"),
            ("non-radiographic at baseline", flow.Negative, $"radiographic at baseline: {flow.PositiveAtBaseline}; undecided: {flow.UndecidedAtBaseline}"),
            ("radiographic at the follow-up: progressed", flow.Progressed, $"not progressed: {flow.Negative - flow.Progressed - flow.UndecidedAtFollowUp}; undecided: {flow.UndecidedAtFollowUp}"),
        ];
        var canvas = new Canvas(720, 40 + (steps.Length * Step) - (Step - BoxHeight) + 12, title);
        canvas.Text(Left, 20, title, size: 13, bold: true);
        for (var index = 0; index < steps.Length; index++)
        {
            var (words, count, lost) = steps[index];
            var top = 36 + (index * Step);
            if (lost is not null)
                Arrow(canvas, top, lost);
            canvas.Rectangle(Left, top, BoxWidth, BoxHeight, index == steps.Length - 1 ? "#fbf0e9" : "#f5f7f9", Palette.Axis, corner: 3);
            canvas.Text(Middle, top + 21, $"{count}", "middle", size: 16, bold: true);
            canvas.Text(Middle, top + 40, words, "middle");
        }

        return canvas.Drawing;
    }

    private static void Arrow(Canvas canvas, double boxTop, string lost)
    {
        var (from, branch) = (boxTop - Step + BoxHeight, boxTop - ((Step - BoxHeight) / 2));
        canvas.Line(Middle, from, Middle, boxTop - 5, Palette.Axis);
        canvas.Area([(Middle - 4, boxTop - 7), (Middle + 4, boxTop - 7), (Middle, boxTop)], Palette.Axis, 1);
        canvas.Line(Middle, branch, Left + BoxWidth + 30, branch, Palette.Axis, 0.8);
        canvas.Text(Left + BoxWidth + 38, branch + 4, lost, colour: Palette.Axis);
    }
}
