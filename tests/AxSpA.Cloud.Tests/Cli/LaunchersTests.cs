using System.Diagnostics;
using AxSpA.Cloud.Tests.Contracts;
using AxSpA.Cloud.Tests.Reference;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>The scripts that install what is missing, where they were told not to.</summary>
public sealed class LaunchersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task No_install_holds_for_the_launchers_that_a_launcher_starts()
    {
        var prepare = Repository.File("tools", "prepare.sh");
        var inner = Script("inner", $". '{prepare}'\ninstall_packages() {{ echo installed >&2; }}\nneed_packages no-such-program=its-package");
        var outer = Script("outer", $". '{prepare}'\n'{inner}'");

        var (code, errors) = await RunAsync(outer, "--no-install", mayInstall: "yes");

        code.ShouldBe(2, errors);
        errors.ShouldContain("install them with: ");
        errors.ShouldNotContain("installed");
    }

    [Fact]
    public async Task Kubectl_that_may_not_be_fetched_is_asked_for()
    {
        Script("kubectl", "exit 1");
        Script("npm", "exit 1");
        // What an earlier call fetched lies beside the script.
        File.Copy(Repository.File("tools", "servers", "kubectl"), _folder["fetching"]);

        var (code, errors) = await RunAsync(_folder["fetching"], "version", mayInstall: "no");

        (code, errors).ShouldBe((2,
            "tools/servers/kubectl: no kubectl with kustomize 5 or newer on PATH; put one there, or run tools/servers/kubectl version --client once, which fetches one\n"));
    }

    public void Dispose() => _folder.Dispose();

    private string Script(string name, string lines)
    {
        File.WriteAllText(_folder[name], $"#!/usr/bin/env bash\n{lines}\n");
        File.SetUnixFileMode(_folder[name], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return _folder[name];
    }

    private async Task<(int Code, string Errors)> RunAsync(string script, string argument, string mayInstall)
    {
        var start = new ProcessStartInfo("bash", [script, argument]) { RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.Path}:{start.Environment["PATH"]}";
        start.Environment["TOOLS_MAY_INSTALL"] = mayInstall;
        using var process = Process.Start(start)!;
        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }
}
