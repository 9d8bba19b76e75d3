using System.Globalization;

namespace AxSpA.Cloud.Training.Runs;

/// <summary>The most memory the process has held.</summary>
public static class PeakMemory
{
    private const string Key = "VmHWM:";

    /// <summary>High-water mark of resident memory in MiB, as the kernel counts it.</summary>
    public static double MiB()
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Key, StringComparison.Ordinal));
        return double.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) / 1024;
    }
}
