using System.Diagnostics;
using AxSpA.Cloud.Tests.Contracts;
using AxSpA.Cloud.Tests.Reference;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The real renderer, <c>tools/servers/kubectl kustomize</c>; it asks no cluster.</summary>
internal static class Kubectl
{
    public static async Task<string> KustomizeAsync(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.File("tools", "servers", "kubectl"), ["kustomize", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(Patience.Token), process.StandardError.ReadToEndAsync(Patience.Token));
        await process.WaitForExitAsync(Patience.Token);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"expected {folder} to render, found exit status {process.ExitCode}: {await errors}");
    }
}
