using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using AxSpA.Cloud.Tests.Evaluation;
using Shouldly;

namespace AxSpA.Cloud.Tests.Reports;

/// <summary>The page and its drawings: well-formed, whole in themselves, and of the same numbers as metrics.json.</summary>
[Trait("Requirement", "REP-01")]
public partial class EvaluationPageTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Rows of the page's first table and the key of metrics.json they show.</summary>
    private static readonly (string Row, string Key)[] Shown =
    [
        ("AUC", "auc"), ("balanced accuracy", "balancedAccuracy"), ("sensitivity", "sensitivity"), ("specificity", "specificity"), ("accuracy", "accuracy"),
        ("precision", "precision"), ("F1", "f1"), ("Matthews correlation", "mcc"), ("Cohen's kappa", "kappa"),
    ];

    [Fact]
    public async Task Numbers_of_the_page_are_those_of_the_metrics()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "standard=0.69,anatomy_aware=0.59");

        var rows = evaluated.Page.Descendants("table").First().Descendants("tr").ToLookup(row => row.Elements().First().Value, row => row.Elements("td").Select(cell => cell.Value).ToList());
        var models = evaluated.Sets.GetProperty("all").GetProperty("models").EnumerateObject().ToList();
        foreach (var (row, key) in Shown)
        {
            for (var model = 0; model < models.Count; model++)
                rows[row].Single()[model].ShouldBe(Words(models[model].Value.GetProperty(key)), row);
        }

        var p = evaluated.Sets.GetProperty("all").GetProperty("comparisons")[0].GetProperty("delong").GetProperty("p").GetDouble();
        rows["AUC"].Single()[2].ShouldBe(p.ToString("0.000", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task Page_and_drawings_refer_to_nothing_outside_and_run_nothing()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "best");

        foreach (var text in evaluated.Drawings.Select(File.ReadAllText).Prepend(evaluated.Text("report.html")))
        {
            References().Matches(text.Replace(Svg.NamespaceName, "", StringComparison.Ordinal)).ShouldBeEmpty();
            text.ShouldNotContain("NaN");
            text.ShouldNotContain("∞");
        }
    }

    [Fact]
    public async Task Every_drawing_of_the_page_is_a_file_of_its_own_and_parses()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,set,truth,m\na,x/1,1,0.9\nb,x/1,0,0.2\nc,x 1,1,0.9\nd,x 1,0,0.2\n");

        var inline = evaluated.Page.Descendants(Svg + "svg").ToList();
        inline.Count.ShouldBe(evaluated.Drawings.Length);
        evaluated.Drawings.Select(file => XDocument.Load(file).Root!.Element(Svg + "title")!.Value).ShouldBe(inline.Select(drawing => drawing.Element(Svg + "title")!.Value), ignoreOrder: true);
    }

    [Fact]
    public async Task Nothing_is_drawn_outside_its_drawing()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "standard=0.69,anatomy_aware=0.59");

        foreach (var drawing in evaluated.Page.Descendants(Svg + "svg"))
        {
            var (width, height) = (Number(drawing, "width"), Number(drawing, "height"));
            foreach (var element in drawing.Descendants())
            {
                foreach (var (name, most) in new[] { ("x", width), ("x1", width), ("x2", width), ("cx", width), ("y", height), ("y1", height), ("y2", height), ("cy", height) })
                {
                    if (element.Attribute(name) is not null)
                        Number(element, name).ShouldBeInRange(-0.5, most + 0.5, $"{drawing.Element(Svg + "title")!.Value}: {element}");
                }
            }
        }
    }

    [Fact]
    public async Task The_page_says_what_it_is_for_and_how_its_intervals_were_made()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--seed", "7", "--repetitions", "200");

        evaluated.Page.Value.ShouldContain("Research use only");
        evaluated.Page.Value.ShouldContain("percentile bootstrap over cases, 200 repetitions, seed 7");
        evaluated.Page.Value.ShouldContain("SHA-256");
    }

    [Fact]
    public async Task Names_that_look_like_markup_stay_text()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,set,truth,<b>&m\na,<script>,1,0.9\nb,<script>,0,0.2\n");

        evaluated.Run.Code.ShouldBe(0);
        evaluated.Page.Descendants().ShouldNotContain(element => element.Name.LocalName == "script" || element.Name.LocalName == "b");
        evaluated.Drawings.ShouldAllBe(file => !Path.GetFileName(file).Contains('<'));
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private static string Words(JsonElement estimate)
    {
        string Three(string part) => estimate.GetProperty(part).GetDouble().ToString("0.000", CultureInfo.InvariantCulture);
        return $"{Three("value")} ({Three("low")}, {Three("high")})";
    }

    [GeneratedRegex(@"https?:|url\(|@import|<script|<link|<img|<iframe|xlink|(?:src|href)\s*=", RegexOptions.IgnoreCase)]
    private static partial Regex References();
}
