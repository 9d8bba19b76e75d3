using System.Diagnostics;
using AxSpA.Cloud.Tests.Contracts;

namespace AxSpA.Cloud.Tests.Kubernetes;

/// <summary>The real renderer, <c>tools/servers/kubectl kustomize</c>; it asks no cluster.</summary>
internal static class Kubectl
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    public static async Task<string> KustomizeAsync(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(Repository.File("tools", "servers", "kubectl"), ["kustomize", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var patience = new CancellationTokenSource(Limit);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"expected {folder} to render, found exit status {process.ExitCode}: {await errors}");
    }
}
