using System.Net;
using System.Net.Sockets;
using AxSpA.Cloud.Cli;
using AxSpA.Cloud.Cli.Commands;
using AxSpA.Cloud.Imaging;
using AxSpA.Cloud.Tests.Reference;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

public sealed class UpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    [Trait("Requirement", "CLI-04")]
    public async Task Up_is_healthy_keeps_its_work_folder_to_itself_and_ends_in_order()
    {
        LightModels.Write(_folder["models"]);
        File.WriteAllBytes(_folder["a.png"], PngImage.Encode(LightRadiographs.Draw(192, 224, seed: 1)));
        using var up = AxspaProcess.Start(_folder["home"], "up", "--models", _folder["models"], "--out", _folder["work"], "--grpc-port", "0", "--health-port", "0");
        var line = await up.ErrorLineAsync();
        line.ShouldMatch("^axspa: up; gRPC on http://127.0.0.1:[1-9][0-9]*, health on http://127.0.0.1:[1-9][0-9]*/health/ready; Ctrl-C stops$");
        var health = new Uri(line.Split("health on ")[1].Split(';')[0]);
        await ShouldBeHealthyAsync(health);

        var second = await AxspaProcess.RunAsync(_folder["home"], "analyze", _folder["a.png"], "--models", _folder["models"], "--out", _folder["work"], "--json");

        (second.Code, second.Output).ShouldBe((2, ""));
        second.Errors.ShouldBe($"axspa: expected a work folder that no other axspa is writing to, found {_folder["work"]} in use; wait for the other to end, or give another --out\n");
        BadInputTable.ShouldSay("work folder in use", "exit 2", second.Errors.TrimEnd('\n'));
        await ShouldBeHealthyAsync(health);
        up.Terminate();
        var end = await up.EndAsync();
        (end.Code, end.Output, end.Errors).ShouldBe((0, "", ""));
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Up_that_is_stopped_while_it_starts_ends_in_order()
    {
        LightModels.Write(_folder["models"]);
        using var up = AxspaProcess.Start(_folder["home"], "up", "--models", _folder["models"], "--out", _folder["work"], "--grpc-port", "0", "--health-port", "0");
        while (!Directory.Exists(_folder["work"]) && !up.HasEnded)
            await Task.Delay(1, TestContext.Current.CancellationToken);
        up.Terminate();

        var end = await up.EndAsync();

        // Where the machine pauses this test, it is up by then.
        var wasUp = end.Errors.StartsWith("axspa: up; ", StringComparison.Ordinal);
        end.Code.ShouldBe(wasUp ? 0 : 130, end.Errors);
        if (!wasUp)
            end.Errors.ShouldBe("axspa: interrupted\n");
    }

    [Fact]
    [Trait("Requirement", "CLI-04")]
    public async Task Up_ends_with_1_where_a_part_of_it_fails()
    {
        LightModels.Write(_folder["models"]);
        using var work = Cloud.Cli.Analysis.WorkFolder.Open(_folder["work"]);
        var failing = new TaskCompletionSource();
        await using var application = Cloud.Cli.Embedded.EmbeddedHost.BuildListening(
            work, _folder["models"], grpcPort: 0, healthPort: 0, new Dictionary<string, string?>(), services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                services.AddHostedService(_ => new Part(failing.Task));
            });
        await application.StartAsync(TestContext.Current.CancellationToken);
        using var errors = new StringWriter();
        var up = UpCommand.StayUpAsync(application, errors, TestContext.Current.CancellationToken);

        up.IsCompleted.ShouldBeFalse();
        failing.SetResult();

        (await up.WaitAsync(Patience.Token)).ShouldBe(1);
        errors.ToString().ShouldBe("axspa: expected every part of the system to run, found one that failed: this part has failed; what was accepted is kept, and the same command goes on with it\n");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Address_of_another_machine_is_wrong_usage_and_named()
    {
        LightModels.Write(_folder["models"]);
        using var work = Cloud.Cli.Analysis.WorkFolder.Open(_folder["work"]);
        // 192.0.2.0/24 is for documentation (RFC 5737): no machine has it. Beyond loopback callers need a key.
        await using var application = Cloud.Cli.Embedded.EmbeddedHost.BuildListening(
            work,
            _folder["models"],
            grpcPort: 0,
            healthPort: 0,
            [
                new("Hosting:Listen:Address", "192.0.2.1"),
                new("Hosting:Access:Anonymous", "false"),
                new("Hosting:Access:Keys:0:Name", "test"),
                new("Hosting:Access:Keys:0:Sha256", new string('a', 64)),
                new("Hosting:Access:Keys:0:Roles:0", "Read"),
            ],
            services => services.AddLogging(logging => logging.ClearProviders()));

        var refusal = await Should.ThrowAsync<Cloud.Cli.UsageException>(
            () => Cloud.Cli.Embedded.EmbeddedHost.StartAsync(application, _folder["models"], TestContext.Current.CancellationToken));

        refusal.Message.ShouldBe("Hosting:Listen:Address: expected an address of this machine, found 192.0.2.1");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Port_in_use_and_port_that_is_none_are_wrong_usage()
    {
        LightModels.Write(_folder["models"]);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        var inUse = await UpAsync(taken);
        var none = await UpAsync(70000);

        (inUse.Code, none.Code).ShouldBe((2, 2));
        inUse.Errors.ShouldStartWith($"axspa: expected free ports 0 and {taken} on 127.0.0.1, found: ");
        none.Errors.ShouldStartWith("--health-port: expected 0 to 65535, found 70000");
    }

    [Fact]
    [Trait("Requirement", "CLI-03")]
    public async Task Ports_of_a_cluster_that_are_taken_or_the_same_are_wrong_usage_before_anything_starts()
    {
        LightModels.Write(_folder["models"]);
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var taken = ((IPEndPoint)other.LocalEndpoint).Port;

        (await ClusterUpAsync("--port", $"{taken}")).ShouldBe((2, $"axspa: --port: expected a free port on 127.0.0.1, found {taken} in use\n"));
        (await ClusterUpAsync("--port", "0", "--risk-port", $"{taken}")).ShouldBe((2, $"axspa: --risk-port: expected a free port on 127.0.0.1, found {taken} in use\n"));
        (await ClusterUpAsync("--port", "4711", "--risk-port", "4711")).ShouldBe((2, "axspa: --risk-port: expected another port than --port, found 4711 for both\n"));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, string Errors)> ClusterUpAsync(params string[] ports)
    {
        var run = await AxspaProcess.RunAsync(_folder["home"], ["cluster", "up", "--models", _folder["models"], .. ports]);
        return (run.Code, run.Errors);
    }

    private Task<CommandRun> UpAsync(int healthPort) => AxspaProcess.RunAsync(
        _folder["home"], "up", "--models", _folder["models"], "--out", _folder["work"], "--grpc-port", "0", "--health-port", $"{healthPort}");

    private static async Task ShouldBeHealthyAsync(Uri health)
    {
        using var client = new HttpClient();
        using var answer = await client.GetAsync(health, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Requirement", "CLI-04")]
    public async Task Analyze_names_the_part_that_failed_and_is_not_taken_for_interrupted(bool atOnce)
    {
        LightModels.Write(_folder["models"]);
        for (var number = 0; number < 50; number++)
            File.WriteAllBytes(_folder[$"{number}.png"], PngImage.Encode(LightRadiographs.Draw(192, 224, seed: number)));
        var call = AnalyzeCommand.Create().Parse([.. Enumerable.Range(0, 50).Select(number => _folder[$"{number}.png"]), "--models", _folder["models"], "--out", _folder["work"], "--json"]);
        var failing = atOnce ? Task.CompletedTask : FirstResultAsync();

        // As commands run: a host that is disposed of before it has started stops its bus then, and waits for that.
        var run = Task.Run(() => AnalyzeCommand.RunAsync(
            call,
            services =>
            {
                services.AddLogging(logging => logging.ClearProviders());
                services.AddHostedService(_ => new Part(failing));
            },
            TestContext.Current.CancellationToken));

        var failed = await Should.ThrowAsync<FailedRunException>(() => run.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));

        failed.Message.ShouldBe("expected every part of the system to run, found one that failed: this part has failed; what was accepted is kept, and the same command goes on with it");

        async Task FirstResultAsync()
        {
            while (!Directory.Exists(_folder["work"]) || !Directory.EnumerateFiles(_folder["work"], "result.json", SearchOption.AllDirectories).Any())
                await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A part of the system that fails when it is told to.</summary>
    private sealed class Part(Task failing) : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await failing.WaitAsync(stoppingToken);
            throw new InvalidOperationException("this part has failed");
        }
    }
}
