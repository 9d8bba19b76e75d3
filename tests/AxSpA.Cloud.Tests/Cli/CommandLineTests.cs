using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public class CommandLineTests
{
    public static TheoryData<string> Commands { get; } =
        ["", "demo", "analyze", "up", "cluster up", "submit", "status", "models", "models import", "models list", "models verify", "parked", "replay", "evaluate", "risk table", "risk report", "risk characteristics", "readers agreement", "phantom cohort", "phantom evaluate", "bench stages", "version"];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_of_every_command_shows_an_example_and_the_exit_codes(string command)
    {
        var run = await CommandRun.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);
        run.Code.ShouldBe(0);
        run.Errors.ShouldBeEmpty();
        run.Output.ShouldContain("Usage:");
        run.Output.ShouldContain($"Examples:{Environment.NewLine}  axspa {command}".TrimEnd());
        run.Output.ShouldContain("  2  wrong usage");
    }

    [Theory]
    [InlineData("", "Required command")]
    [InlineData("anlyze x", "analyze")]
    [InlineData("analyze --models m --out o", "FILE")]
    [InlineData("demo --subjects 5", "--subjects: expected 6 to 10000, found 5")]
    [InlineData("demo --risk-ratio 0.5", "--risk-ratio: expected 1 to 100, found 0.5")]
    [InlineData("phantom evaluate --models m", "--cohort")]
    [InlineData("analyze a.png --models m --out o --at-once 0", "expected 1 to 64, found 0")]
    [InlineData("models import --segmenter s --anatomy-aware a --preprocessing paper-2 --out o", "paper-1")]
    [InlineData("replay not-a-guid --out o", "not-a-guid")]
    [InlineData("parked --out o --server http://127.0.0.1:5080", "expected a work folder or --server, found both")]
    [InlineData("status --server 127.0.0.1:5080", "expected http://host:port or https://host:port, found 127.0.0.1:5080")]
    [InlineData("status --cert c.pem", "expected it together with --key, found --cert alone")]
    [InlineData("submit a.png --at-once 65", "expected 1 to 64, found 65")]
    [InlineData("submit a.png --site a/b", "--site: expected 1 to 64 letters, digits, spaces")]
    [InlineData("analyze a.png --out o --site a/b", "--site: expected 1 to 64 letters, digits, spaces")]
    [InlineData("submit a.png --patience -1", "expected 0 to 86400, found -1")]
    [InlineData("cluster up --models m --replicas segmenter=2", "--replicas: expected one of ingestion, segmentation")]
    [InlineData("cluster up --models m --replicas segmentation=0", "expected segmentation=1 to segmentation=32, found segmentation=0")]
    [InlineData("phantom cohort --out o", "--subjects")]
    [InlineData("phantom cohort --subjects 0 --out o", "expected 1 to 100000, found 0")]
    [InlineData("phantom cohort --subjects 4 --sites 101 --out o", "expected 1 to 100, found 101")]
    [InlineData("phantom cohort --subjects 4 --sites 2 --site a --out o", "--site: expected a name or --sites, found both")]
    [InlineData("phantom cohort --subjects 4 --risk-ratio 3 --out o", "expected it together with --visits 2 or more")]
    [InlineData("cluster up --models m --port 65536", "--port: expected 0 to 65535, found 65536")]
    [Trait("Requirement", "CLI-03")]
    public async Task Wrong_call_exits_with_2_and_says_what_is_wrong_on_standard_error(string call, string words)
    {
        var run = await CommandRun.OfAsync(call.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        run.Code.ShouldBe(2);
        run.Output.ShouldBeEmpty();
        run.Errors.ShouldContain(words);
        run.Errors.ShouldContain("--help");
    }

    [Theory]
    [InlineData("parked --out no/such/folder")]
    [InlineData("phantom evaluate --cohort no/such/folder --models no/such/folder")]
    [InlineData("models verify --models no/such/folder")]
    [InlineData("cluster up --models no/such/folder")]
    [InlineData("status --api-key-file no/such/file")]
    [InlineData("status --ca no/such/file")]
    [InlineData("models import --segmenter no-such.pt --anatomy-aware no-such.ckpt --out no/such/folder")]
    public async Task What_is_not_there_exits_with_2_and_is_named(string call)
    {
        var run = await CommandRun.OfAsync(call.Split(' '));
        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("no");
        run.Errors.ShouldNotContain("   at ");
        Directory.Exists("no").ShouldBeFalse();
    }

    [Theory]
    [InlineData("status --server http://127.0.0.1:1")]
    [InlineData("parked --server http://127.0.0.1:1")]
    [InlineData("replay --server http://127.0.0.1:1")]
    [InlineData("submit a.png --server http://127.0.0.1:1")]
    [Trait("Requirement", "CLI-03")]
    public async Task System_that_does_not_answer_is_no_wrong_call(string call)
    {
        var run = await CommandRun.OfAsync(call.Split(' '));
        (run.Code, run.Output).ShouldBe((1, ""));
        run.Errors.ShouldStartWith("axspa: expected a running system at http://127.0.0.1:1/, found none: ");
    }

    [Theory]
    [InlineData("", "130  interrupted (Ctrl-C, SIGTERM); 'up' and 'cluster up' end so with 0")]
    [InlineData("analyze", "130  interrupted; the same command goes on where it stopped")]
    [InlineData("status", "130  interrupted")]
    [InlineData("status", "  1  the system did not answer")]
    [InlineData("up", "  0  stopped by Ctrl-C or SIGTERM")]
    [InlineData("cluster up", "  1  the servers did not start or did not stay")]
    [InlineData("models verify", "  1  some model is not")]
    [InlineData("phantom evaluate", "  1  some limit is missed, or the result could not be written")]
    [InlineData("risk import", "  1  some lines are wrong, and nothing was stored; or the system did not answer or went away")]
    [InlineData("bench stages", "  0  done")]
    [Trait("Requirement", "CLI-03")]
    public async Task Help_says_what_the_exit_codes_mean_of_the_command(string command, string line)
        => (await CommandRun.OfAsync([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"])).Output.Split(Environment.NewLine).ShouldContain($"  {line}");

    [Theory]
    [InlineData("evaluate")]
    [InlineData("status")]
    public async Task Code_that_a_command_never_ends_with_is_not_in_its_help(string command)
    {
        var help = (await CommandRun.OfAsync(command, "--help")).Output.Split(Environment.NewLine);
        help.Any(line => line.StartsWith("    3  ", StringComparison.Ordinal)).ShouldBe(command == "status");
        help.Any(line => line.StartsWith("  130  ", StringComparison.Ordinal)).ShouldBe(command == "status");
    }

    [Fact]
    public async Task Version_says_that_it_is_for_research()
        => (await CommandRun.OfAsync("version")).Output.ShouldContain("Research use only");
}
