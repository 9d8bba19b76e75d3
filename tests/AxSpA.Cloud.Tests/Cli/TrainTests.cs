using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary><c>axspa train</c> as a parent, with axspa itself in the place of the training program.</summary>
public sealed class TrainTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Arguments_streams_and_exit_code_are_those_of_the_training_program()
    {
        var version = await RunAsync("version");
        version.Code.ShouldBe(0);
        version.Output.ShouldContain("Research use only");

        var help = await RunAsync("models", "--help");
        help.Output.ShouldContain("axspa models [command]");

        var wrong = await RunAsync("analyze", "--no-such-option");
        wrong.Code.ShouldBe(2);
        wrong.Errors.ShouldContain("--no-such-option");
    }

    [Fact]
    public async Task Signal_reaches_the_training_program_and_its_exit_code_comes_back()
    {
        using var process = AxspaProcess.StartBy(Stand(), _folder.Path, "train", "risk", "watch", "--server", "http://127.0.0.1:1");
        process.Terminate();
        (await process.EndAsync()).Code.ShouldBeOneOf(130, 143);
    }

    [Fact]
    public async Task Training_program_that_is_not_there_is_named()
    {
        var run = await AxspaProcess.StartBy(["env", "AXSPA_TRAINING=no/such/program.dll"], _folder.Path, "train", "--help").EndAsync();
        run.Code.ShouldBe(2);
        run.Errors.ShouldContain("AXSPA_TRAINING: expected the path of AxSpA.Cloud.Training.dll, found none at no/such/program.dll");
    }

    private static string[] Stand() => ["env", $"AXSPA_TRAINING={Path.Combine(AppContext.BaseDirectory, "axspa.dll")}"];

    private Task<CommandRun> RunAsync(params string[] arguments) => AxspaProcess.StartBy(Stand(), _folder.Path, ["train", .. arguments]).EndAsync();
}
