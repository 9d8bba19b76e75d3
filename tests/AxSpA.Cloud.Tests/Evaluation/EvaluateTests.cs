using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AxSpA.Cloud.Tests.Cli;
using AxSpA.Cloud.Tests.Reference;
using AxSpA.Cloud.Tests.Statistics;
using Shouldly;

namespace AxSpA.Cloud.Tests.Evaluation;

/// <summary>The numbers of <c>axspa evaluate</c>.</summary>
public class EvaluateTests
{
    private const string TwoSets = """
        set,id,truth,one,two
        north,a,1,0.9,0.8
        north,b,0,0.2,0.6
        north,c,1,0.7,0.4
        north,d,0,0.4,0.3
        south,a,1,0.6,0.9
        south,b,0,0.3,0.1
        south,c,1,0.8,0.2
        south,d,0,0.7,0.5
        """;

    private static readonly string[] Estimates = ["auc", "balancedAccuracy", "sensitivity", "specificity", "accuracy", "precision", "f1", "mcc", "kappa"];

    [Fact]
    [Trait("Requirement", "STA-01")]
    public async Task Metrics_of_the_reference_scores_are_the_references()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "standard=0.69,anatomy_aware=0.59");

        evaluated.Run.Code.ShouldBe(0);
        var set = evaluated.Sets.GetProperty("all");
        (set.GetProperty("n").GetInt32(), set.GetProperty("positives").GetInt32()).ShouldBe((436, 219));
        foreach (var name in new[] { "standard", "anatomy_aware" })
        {
            var (found, expected) = (set.GetProperty("models").GetProperty(name), GoldenScores.Expected.GetProperty(name));
            ModelShouldBe(found, expected.GetProperty("at_paper_cutoff"), expected.GetProperty("bootstrap_20000_seed_1"));
            Value(found, "auc").ShouldBe(expected.GetProperty("auc").GetDouble(), 1e-12);
        }
    }

    [Fact]
    [Trait("Requirement", "STA-01")]
    public async Task Comparison_of_the_reference_scores_is_the_references()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "standard=0.69,anatomy_aware=0.59");

        var (found, expected) = (evaluated.Sets.GetProperty("all").GetProperty("comparisons")[0], GoldenScores.Expected.GetProperty("delong"));
        (found.GetProperty("first").GetString(), found.GetProperty("second").GetString()).ShouldBe(("standard", "anatomy_aware"));
        Value(found, "aucDifference").ShouldBe(expected.GetProperty("difference").GetDouble(), 1e-12);
        found.GetProperty("delong").GetProperty("z").GetDouble().ShouldBe(expected.GetProperty("z").GetDouble(), 1e-9);
        found.GetProperty("delong").GetProperty("p").GetDouble().ShouldBe(expected.GetProperty("p_two_sided").GetDouble(), 1e-9);
        found.GetProperty("mcnemar").EnumerateObject().Select(property => property.Name).ShouldBe(["firstOnly", "secondOnly", "exactP", "chi2", "chi2P", "chi2CorrectedP"]);
    }

    [Fact]
    [Trait("Requirement", "STA-01")]
    public async Task Best_cutoff_of_the_reference_scores_is_the_references_and_the_page_warns()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(EvaluatedFolder.GoldenScores, "--cutoff", "best");

        foreach (var name in new[] { "standard", "anatomy_aware" })
        {
            evaluated.Sets.GetProperty("all").GetProperty("models").GetProperty(name).GetProperty("cutoff").GetDouble()
                .ShouldBe(GoldenScores.Expected.GetProperty(name).GetProperty("best_cutoff_double").GetProperty("cutoff").GetDouble());
        }

        evaluated.Page.Descendants().ShouldContain(element => (string?)element.Attribute("class") == "warning" && element.Value.Contains("optimistic"));
    }

    [Fact]
    public async Task Without_a_cutoff_it_is_one_half_and_said_so()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(TwoSets);

        evaluated.Sets.GetProperty("north").GetProperty("models").GetProperty("two").GetProperty("cutoff").GetDouble().ShouldBe(0.5);
        evaluated.Run.Output.ShouldContain("0.5 for every model: none was given");
    }

    [Fact]
    public async Task Sets_models_and_keys_are_those_of_the_contract()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(TwoSets, "--cutoff", "0.5");

        evaluated.Sets.EnumerateObject().Select(set => set.Name).ShouldBe(["north", "south"]);
        foreach (var set in evaluated.Sets.EnumerateObject())
        {
            set.Value.EnumerateObject().Select(property => property.Name).ShouldBe(["n", "positives", "models", "comparisons"]);
            set.Value.GetProperty("models").EnumerateObject().Select(model => model.Name).ShouldBe(["one", "two"]);
            foreach (var model in set.Value.GetProperty("models").EnumerateObject())
                model.Value.EnumerateObject().Select(property => property.Name).ShouldBe(["cutoff", .. Estimates, "confusion", "brier", "ece"]);
        }

        // One right about all four, the other about b wrongly and c wrongly: by hand.
        var confusion = evaluated.Sets.GetProperty("north").GetProperty("models").GetProperty("two").GetProperty("confusion");
        new[] { "tp", "fn", "tn", "fp" }.Select(name => confusion.GetProperty(name).GetInt32()).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    [Trait("Requirement", "REG-06")]
    public async Task One_class_alone_leaves_nulls_and_a_note_not_a_failure()
    {
        using var evaluated = await EvaluatedFolder.OfAsync("id,truth,m\na,1,0.9\nb,1,0.2\n");

        evaluated.Run.Code.ShouldBe(0);
        var model = evaluated.Sets.GetProperty("all").GetProperty("models").GetProperty("m");
        model.GetProperty("auc").GetProperty("value").ValueKind.ShouldBe(JsonValueKind.Null);
        Value(model, "sensitivity").ShouldBe(0.5);
        evaluated.Run.Output.ShouldContain("set all has cases of one class alone");
        evaluated.Page.Value.ShouldContain("not defined");
        evaluated.Text("metrics.json").ShouldNotContain("NaN");
    }

    [Fact]
    [Trait("Requirement", "REP-01")]
    public async Task Interval_that_says_less_than_it_seems_to_says_so_wherever_it_is_shown()
    {
        const string Unsure = "the same in every resample: the bootstrap does not tell how sure it is";
        using var evaluated = await EvaluatedFolder.OfAsync("id,truth,m\na,1,0.9\nb,1,0.8\nc,0,0.2\nd,0,0.1\n");

        var auc = evaluated.Sets.GetProperty("all").GetProperty("models").GetProperty("m").GetProperty("auc");
        (auc.GetProperty("low").GetDouble(), auc.GetProperty("high").GetDouble(), auc.GetProperty("note").GetString()).ShouldBe((1, 1, Unsure));
        evaluated.Metrics.GetProperty("notes").EnumerateArray().Select(note => note.GetString()).ShouldContain(note => note!.Contains(Unsure));
        evaluated.Page.Value.ShouldContain(Unsure);
        evaluated.Run.Output.ShouldContain($"m on all: AUC, balanced accuracy, sensitivity, specificity, accuracy, precision, F1, Matthews correlation, Cohen's kappa: {Unsure}.\n");
    }

    [Fact]
    [Trait("Requirement", "REP-01")]
    public async Task Metrics_say_what_they_were_made_of_and_how()
    {
        using var evaluated = await EvaluatedFolder.OfAsync(TwoSets, "--cutoff", "best", "--seed", "7", "--repetitions", "200");

        evaluated.Metrics.EnumerateObject().Select(property => property.Name).ShouldBe(["sets", "source", "cutoffs", "intervals", "notes", "software"]);
        evaluated.Metrics.GetProperty("source").GetProperty("file").GetString().ShouldBe("scores.csv");
        evaluated.Metrics.GetProperty("source").GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(TwoSets))));
        evaluated.Metrics.GetProperty("cutoffs").GetProperty("rule").GetString()!.ShouldStartWith("Highest balanced accuracy");
        evaluated.Metrics.GetProperty("cutoffs").GetProperty("note").GetString()!.ShouldContain("optimistic");
        evaluated.Run.Output.ShouldContain("every figure at the cut-off is optimistic");
        var intervals = evaluated.Metrics.GetProperty("intervals");
        (intervals.GetProperty("level").GetDouble(), intervals.GetProperty("repetitions").GetInt32(), intervals.GetProperty("seed").GetInt32()).ShouldBe((0.95, 200, 7));
        intervals.GetProperty("method").GetString().ShouldBe("percentile bootstrap over cases, 200 repetitions, seed 7");
        evaluated.Run.Output.ShouldContain("intervals: 95 %, percentile bootstrap over cases, 200 repetitions, seed 7\n");
        evaluated.Metrics.GetProperty("software").GetString()!.ShouldStartWith("axspa ");
        evaluated.Sets.GetProperty("north").GetProperty("comparisons")[0].GetProperty("aucDifference").GetProperty("method").GetString()!.ShouldStartWith("DeLong");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Report_that_cannot_be_written_whole_is_a_failure_and_a_folder_that_cannot_be_made_a_wrong_call()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["scores.csv"], TwoSets, TestContext.Current.CancellationToken);
        Directory.CreateDirectory(folder["taken/metrics.json"]);

        (await CommandRun.OfAsync("evaluate", "--scores", folder["scores.csv"], "--out", folder["taken"])).Code.ShouldBe(1);
        (await CommandRun.OfAsync("evaluate", "--scores", folder["scores.csv"], "--out", folder["scores.csv"])).Code.ShouldBe(2);
    }

    [Fact]
    public async Task Same_input_gives_the_same_bytes()
    {
        using var first = await EvaluatedFolder.OfAsync(TwoSets, "--cutoff", "0.5");
        using var second = await EvaluatedFolder.OfAsync(TwoSets, "--cutoff", "0.5");

        second.Text("metrics.json").ShouldBe(first.Text("metrics.json"));
        second.Text("report.html").ShouldBe(first.Text("report.html"));
    }

    private static void ModelShouldBe(JsonElement found, JsonElement expected, JsonElement limits)
    {
        var confusion = found.GetProperty("confusion");
        foreach (var name in new[] { "tp", "fn", "tn", "fp" })
            confusion.GetProperty(name).GetInt32().ShouldBe(expected.GetProperty(name).GetInt32(), name);
        foreach (var (ours, theirs) in new[] { ("sensitivity", "sensitivity"), ("specificity", "specificity"), ("balancedAccuracy", "balanced_accuracy"), ("accuracy", "accuracy"), ("precision", "precision"), ("mcc", "mcc"), ("kappa", "cohen_kappa"), ("f1", "f1") })
        {
            Value(found, ours).ShouldBe(expected.GetProperty(theirs).GetDouble(), 1e-12, ours);
            if (!limits.TryGetProperty(theirs, out var reference))
                continue;
            // Another generator's limits with 1000 repetitions lie within 0.3 standard deviations of the reference's with 20,000.
            var tolerance = 0.3 * reference.GetProperty("sd").GetDouble();
            found.GetProperty(ours).GetProperty("low").GetDouble().ShouldBe(reference.GetProperty("low").GetDouble(), tolerance, ours);
            found.GetProperty(ours).GetProperty("high").GetDouble().ShouldBe(reference.GetProperty("high").GetDouble(), tolerance, ours);
        }
    }

    private static double Value(JsonElement model, string name) => model.GetProperty(name).GetProperty("value").GetDouble();
}
