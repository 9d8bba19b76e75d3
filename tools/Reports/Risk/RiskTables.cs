using System.Xml.Linq;
using AxSpA.Cloud.Reports.Drawing;
using AxSpA.Cloud.Reports.Pages;
using AxSpA.Cloud.Statistics;
using AxSpA.Cloud.Statistics.Cohorts;
using AxSpA.Cloud.Statistics.Comparison;
using AxSpA.Cloud.Statistics.Progression;

namespace AxSpA.Cloud.Reports.Risk;

/// <summary>The tables of a cohort's report.</summary>
internal static class RiskTables
{
    public static XElement TwoByTwo(ModelProgression model)
    {
        var table = model.Table;
        return Html.Table(
            $"{model.Model}: flagged by progression{(model.Unread > 0 ? $" ({model.Unread} more subjects, whose baseline it has not read, are left out)" : "")}",
            ["", "progressed", "not progressed", "all", "rate"],
            [
                ["flagged", $"{table.FlaggedProgressed}", $"{table.FlaggedNot}", $"{table.Flagged}", Rate(table.FlaggedRate)],
                ["unflagged", $"{table.UnflaggedProgressed}", $"{table.UnflaggedNot}", $"{table.Unflagged}", Rate(table.UnflaggedRate)],
                ["all", $"{table.Progressed}", $"{table.Subjects - table.Progressed}", $"{table.Subjects}", Rate(table.CohortRate)],
            ]);
    }

    /// <summary>Every estimator under its own name, models side by side; methods and notes below.</summary>
    public static IEnumerable<XElement> Estimators(IReadOnlyList<ModelProgression> models)
    {
        ModelProgression[] shown = [.. models.Where(model => model.Estimators is not null)];
        if (shown.Length == 0)
            yield break;
        var named = shown.Select(model => RiskWords.Named(model.Estimators!)).ToList();
        yield return Html.Table(
            "Estimators, with 95 % intervals",
            ["", .. shown.Select(model => model.Model)],
            Enumerable.Range(0, named[0].Count)
                .Select(row => (IReadOnlyList<string>)[named[0][row].Name.Trim(), .. named.Select(one => Shown(one[row].Estimate))])
                .Append(["Fisher's exact test, two-sided p", .. shown.Select(model => Words.P(model.Estimators!.FisherP))]));
        var methods = Enumerable.Range(0, named[0].Count)
            .Select(row => (named[0][row].Name, named.Select(one => one[row].Estimate?.Method).FirstOrDefault(method => method is not null)))
            .Where(row => row.Item2 is not null)
            .Select(row => $"{row.Name.Trim()}: {row.Item2}");
        yield return Html.Class("p", "methods", $"Intervals. {string.Join("; ", methods)}.");
        string[] notes = [.. shown.Zip(named).SelectMany(pair => pair.Second.Where(one => one.Estimate?.Note is not null).Select(one => $"{pair.First.Model}, {one.Name.Trim()}: {one.Estimate!.Note}."))];
        if (notes.Length > 0)
            yield return Html.Class("ul", "notes", notes.Select(note => Html.Of("li", note)));
    }

    public static XElement Strata(ModelProgression model)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (var by in model.Strata)
        {
            rows.Add([by.Variable]);
            rows.AddRange(by.Strata.Select(stratum => (IReadOnlyList<string>)
            [
                stratum.Value ?? "not collected",
                $"{stratum.Table.FlaggedProgressed} / {stratum.Table.Flagged}",
                $"{stratum.Table.UnflaggedProgressed} / {stratum.Table.Unflagged}",
                Shown(stratum.Table.RiskRatio),
                Shown(stratum.Table.OddsRatio),
                "",
            ]));
            rows.Add(["together (Mantel–Haenszel)", "", "", Shown(by.RiskRatio), Shown(by.OddsRatio), Words.P(by.TestP)]);
        }

        return Html.Table($"{model.Model}: progressed of all, flagged and unflagged, by stratum", ["", "flagged", "unflagged", "risk ratio", "odds ratio", "p"], rows);
    }

    /// <summary>Each pair of models on all followed and on those negative at baseline; none where there is one model.</summary>
    public static XElement? Comparisons(IReadOnlyList<FollowUpComparison> pairs) => pairs.Count == 0 ? null : Html.Table(
        "Right or wrong against the readers' status at the follow-up (McNemar)",
        ["", "n", "first only", "second only", "exact p", "χ²", "p", "corrected p"],
        pairs.SelectMany(pair => new IReadOnlyList<string>[]
        {
            [$"{pair.First}, {pair.Second}"],
            ["all followed within the window", $"{pair.AllCases}", .. Test(pair.All)],
            ["non-radiographic at baseline", $"{pair.NegativeCases}", .. Test(pair.Negative)],
        }));

    private static string[] Test(McNemar test) =>
    [
        $"{test.FirstOnly}",
        $"{test.SecondOnly}",
        Words.P(test.ExactP),
        Words.Number(test.ChiSquare, "0.00"),
        Words.P(test.ChiSquareP),
        Words.P(test.ChiSquareCorrectedP),
    ];

    private static string Rate(double? rate) => rate is { } known ? $"{Words.Number(100 * known, "0.0")} %" : Words.Missing;

    private static string Shown(Estimate? estimate) => estimate is null ? Words.Missing : Words.Estimate(estimate, "0.00");
}
