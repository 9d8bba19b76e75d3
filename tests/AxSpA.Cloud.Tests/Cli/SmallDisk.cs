using System.Diagnostics;
using Shouldly;

namespace AxSpA.Cloud.Tests.Cli;

/// <summary>A disk of a few megabytes in memory, mounted for one test. Only root may mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    public SmallDisk(string folder, int mebibytes)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "only root may mount a small disk");
        Path = Directory.CreateDirectory(folder).FullName;
        Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", Path);
    }

    public string Path { get; }

    /// <summary>Writes until nothing more fits.</summary>
    public void Fill()
    {
        using var file = File.Create(System.IO.Path.Combine(Path, "filler"), bufferSize: 0);
        var page = new byte[Environment.SystemPageSize];
        try
        {
            while (true)
                file.Write(page);
        }
        catch (IOException)
        {
            // Full, as asked for.
        }
    }

    /// <summary>Another size, what lies there stays.</summary>
    public void Resize(int mebibytes) => Run("mount", "-o", $"remount,size={mebibytes}m", Path);

    public void Dispose() => Run("umount", Path);

    private static void Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
