using AxSpA.Cloud.Statistics.Diagnosis;

namespace AxSpA.Cloud.Reports.Plots;

/// <summary>A curve with its name.</summary>
internal sealed record RocSeries(string Name, IReadOnlyList<RocPoint> Points, IReadOnlyList<RocBand> Band);
