using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Cli.Training;

/// <summary>The training program as a child that shares this process' standard streams and ends with it.</summary>
internal static class TrainingProgram
{
    private const string PlaceVariable = "AXSPA_TRAINING";

    /// <summary>Ends the child even where this process is killed. It becomes the program and keeps its process id.</summary>
    private static readonly string[] Launcher = ["setpriv", "--pdeathsig", "TERM", "--"];

    /// <summary>
    /// What the native library reads at its start, unless the environment says otherwise. Threads that spin while they wait for each other make training
    /// several times slower where the cores have other work too; tensors that go back to the kernel at every step cost half of the time in page faults.
    /// </summary>
    private static readonly (string Name, string Value)[] Surroundings =
    [
        ("OMP_WAIT_POLICY", "PASSIVE"),
        ("MALLOC_MMAP_MAX_", "0"),
        ("MALLOC_ARENA_MAX", "1"),
        ("MALLOC_TRIM_THRESHOLD_", "34359738368"),
        ("MALLOC_TOP_PAD_", "268435456"),
        ("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1"),
    ];

    private static readonly (PosixSignal Signal, int Number)[] Forwarded = [(PosixSignal.SIGINT, 2), (PosixSignal.SIGTERM, 15), (PosixSignal.SIGHUP, 1)];

    /// <summary>Path of the program: what <c>AXSPA_TRAINING</c> says, otherwise what the checkout built.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable(PlaceVariable) is { Length: > 0 } given)
            return File.Exists(given) ? Path.GetFullPath(given) : throw new UsageException($"{PlaceVariable}: expected the path of AxSpA.Cloud.Training.dll, found none at {given}");
        var checkout = Checkout.Folder
            ?? throw new UsageException($"expected axspa to run from a checkout, or {PlaceVariable} to name AxSpA.Cloud.Training.dll, found neither");
        var built = Path.Combine(checkout, "tools", "Training", "bin", "Release", "net10.0", "linux-x64", "AxSpA.Cloud.Training.dll");
        return File.Exists(built)
            ? built
            : throw new UsageException(
                $"expected the training program at {built}, found none; tools/axspa train builds it, and so does dotnet build -c Release tools/Training");
    }

    /// <summary>Runs the program to its end. What would stop this process is passed on to it, and it decides how to stop.</summary>
    /// <returns>Its exit code: 128 and the signal's number where a signal ended it.</returns>
    /// <exception cref="UsageException">It cannot be started.</exception>
    public static async Task<int> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var dotnet = Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";
        var start = new ProcessStartInfo(Launcher[0], [.. Launcher[1..], dotnet, program, .. arguments]);
        foreach (var (name, value) in Surroundings)
            start.Environment.TryAdd(name, value);
        // A handler may still run when its registration is disposed of: nothing that it uses is, before it has seen the end.
        var gate = new Lock();
        Process? child = null;
        int? early = null;
        var ended = false;
        var signals = Forwarded.Select(pair => PosixSignalRegistration.Create(pair.Signal, context =>
        {
            context.Cancel = true;
            lock (gate)
            {
                if (child is null)
                    early = pair.Number;
                else if (!ended && !child.HasExited)
                    _ = Kill(child.Id, pair.Number);
            }
        })).ToList();
        try
        {
            // The kernel takes the thread that forks for the child's parent: this one lives until the child has ended.
            return await Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
        finally
        {
            lock (gate)
                ended = true;
            signals.ForEach(signal => signal.Dispose());
            child?.Dispose();
        }

        int Run()
        {
            try
            {
                lock (gate)
                {
                    child = Process.Start(start)!;
                    if (early is { } signal)
                        _ = Kill(child.Id, signal);
                }
            }
            catch (Win32Exception refusal)
            {
                throw new UsageException($"expected {Launcher[0]} of util-linux, found: {refusal.Message}");
            }

            child.WaitForExit();
            return child.ExitCode;
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Kill(int process, int signal);
}
