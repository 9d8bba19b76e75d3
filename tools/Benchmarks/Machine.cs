using System.Globalization;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Benchmarks;

/// <summary>What figures were measured on: they mean little without.</summary>
/// <param name="Processor">Model of its first core.</param>
/// <param name="Cores">That this process may use.</param>
/// <param name="MemoryBytes">Of the machine, or of the container where that is less.</param>
/// <param name="Runtime">.NET with its version.</param>
/// <param name="System">Operating system.</param>
public sealed record Machine(string Processor, int Cores, long MemoryBytes, string Runtime, string System)
{
    /// <summary>This one.</summary>
    public static Machine Here() => new(
        ProcessorModel(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.FrameworkDescription,
        RuntimeInformation.OSDescription);

    /// <summary>For a reader.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryBytes / (double)(1 << 30):0.0} GiB, {Runtime}, {System}");

    /// <summary>As Linux names it on x86; the architecture elsewhere.</summary>
    private static string ProcessorModel()
    {
        const string Field = "model name";
        const string Cores = "/proc/cpuinfo";
        var line = File.Exists(Cores) ? File.ReadLines(Cores).FirstOrDefault(line => line.StartsWith(Field, StringComparison.Ordinal)) : null;
        return line is null ? $"{RuntimeInformation.OSArchitecture}" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
