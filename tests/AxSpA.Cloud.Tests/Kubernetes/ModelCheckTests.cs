using System.Diagnostics;
using AxSpA.Cloud.Tests.Contracts;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The init container's program, run for real: a volume of models is exactly what the operator's list says, or the pod doesn't start; it waits a while for that.</summary>
public sealed class ModelCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelCheckTests()
    {
        LightModels.Write(Models);
        Run("sh", "-c", $"cd '{Models}' && find . -type f -exec sha256sum {{}} + > '{List}'").Code.ShouldBe(0);
    }

    private string Models => _folder["models"];

    private string List => _folder["models.sha256"];

    [Fact]
    public void Volume_as_listed_passes()
    {
        Directory.CreateDirectory(Path.Combine(Models, "lost+found"));

        Check().Code.ShouldBe(0);
    }

    [Fact]
    public void Changed_weights_are_refused()
    {
        File.AppendAllText(Weights(), "x");

        Refused().ShouldContain(Path.GetFileName(Weights()));
    }

    [Fact]
    public void Missing_file_is_refused()
    {
        File.Delete(Weights());

        Refused().ShouldContain("a difference");
    }

    [Fact]
    public void File_that_is_not_listed_is_refused()
    {
        File.Copy(Weights(), Path.Combine(Models, "another.onnx"));

        Refused().ShouldContain("another.onnx");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a digest\n")]
    public void List_that_lists_nothing_is_refused(string list)
    {
        File.WriteAllText(List, list);

        Refused().ShouldStartWith("check-models: expected");
    }

    [Fact]
    public async Task Volume_that_is_filled_meanwhile_is_waited_for()
    {
        var weights = Weights();
        File.Move(weights, _folder["elsewhere"]);
        using var check = Process.Start(new ProcessStartInfo(Repository.File("k8s", "check-models"), [Models, List, "60"]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        (await check.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldNotBeNull().ShouldContain("a difference");
        File.Move(_folder["elsewhere"], weights);

        await check.WaitForExitAsync(TestContext.Current.CancellationToken);

        check.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Missing_volume_is_refused()
    {
        Directory.Delete(Models, recursive: true);

        Check().Code.ShouldNotBe(0);
    }

    public void Dispose() => _folder.Dispose();

    private string Weights() => Directory.GetFiles(Models, "*.onnx", SearchOption.AllDirectories).Order(StringComparer.Ordinal).First();

    private string Refused()
    {
        var (code, errors) = Check();
        code.ShouldBe(1);
        return errors;
    }

    private (int Code, string Errors) Check() => Run(Repository.File("k8s", "check-models"), Models, List);

    private static (int Code, string Errors) Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginOutputReadLine();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, errors);
    }
}
