using System.Globalization;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>The largest resident set that this process ever had.</summary>
internal static class PeakMemory
{
    /// <summary>From VmHWM of Linux' <c>/proc/self/status</c>, which counts native memory too.</summary>
    public static long Bytes()
    {
        const string Field = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Field, StringComparison.Ordinal));
        return long.Parse(line[Field.Length..].Replace("kB", "").Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
