using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Cli.Remote;
using AxSpA.Cloud.Grpc.V1;
using AxSpA.Cloud.Tests.LongitudinalRisk;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli.Risk;

public class RiskWatchTests
{
    private static readonly string Radiograph = new('b', 32);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Watch_that_is_interrupted_says_behind_which_change_to_go_on()
    {
        using var folder = new TemporaryFolder();
        await using var registry = await ServedRegistry.StartAsync();
        await registry.BringAsync([.. Subjects.Read("anna", "M0", 0, radiographic: false, Radiograph), Subjects.Classified(Radiograph, 0.9)]);
        using var watch = AxspaProcess.Start(folder["home"], "risk", "watch", "--server", registry.Address.ToString());
        var shown = await watch.OutputLineAsync();

        watch.Terminate();
        var run = await watch.EndAsync();

        shown.ShouldStartWith("1  raised  GESPIC  subject anna");
        (run.Code, run.Errors).ShouldBe((130, "axspa: interrupted; go on with --after 1\n"));
    }

    [Fact]
    public async Task System_that_stays_away_is_no_wrong_usage()
    {
        // Nobody listens there.
        using var system = RemoteSystem.At(new ServerAddress(new Uri("http://127.0.0.1:1"), null, null, null, null));
        using var errors = new StringWriter();

        var code = await RiskWatchCommand.WatchAsync(
            system, new WatchFlagsRequest { AfterSequence = 7 }, _ => Task.CompletedTask, errors, new Cloud.Cli.Remote.Patience(TimeSpan.Zero, TimeProvider.System), Cancellation);

        code.ShouldBe(1);
        errors.ToString().ShouldStartWith("axspa: expected a running system at http://127.0.0.1:1/, found none: ");
        errors.ToString().ShouldEndWith("; go on with --after 7\n");
    }

    [Theory]
    [InlineData("risk report --cohort GESPIC --out report")]
    [InlineData("readers agreement --cohort GESPIC")]
    public async Task System_that_is_not_there_is_no_wrong_usage_of_a_report(string call)
    {
        var run = await CommandRun.OfAsync([.. call.Split(' '), "--server", "http://127.0.0.1:1"]);

        run.Code.ShouldBe(1);
        run.Errors.ShouldStartWith("axspa: expected a running system at http://127.0.0.1:1/, found none: ");
    }

    [Fact]
    public async Task System_that_refuses_is_wrong_usage()
    {
        await using var registry = await ServedRegistry.StartAsync();

        var run = await CommandRun.OfAsync("risk", "watch", "--cohort", "NOWHERE", "--server", registry.Address.ToString());

        run.Code.ShouldBe(2, run.Errors);
        run.Errors.ShouldContain("NOWHERE");
    }
}
