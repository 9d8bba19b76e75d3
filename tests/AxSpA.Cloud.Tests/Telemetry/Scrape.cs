using System.Text.RegularExpressions;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>What <c>/metrics</c> answered: the type and the samples of each metric.</summary>
internal sealed partial class Scrape(string text)
{
    /// <summary>Type by name.</summary>
    public IReadOnlyDictionary<string, string> Types { get; } = TypeLine().Matches(text).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    /// <summary>Every label of every sample.</summary>
    public IReadOnlyList<(string Sample, string Label, string Value)> Labels { get; } =
        [.. SampleLine().Matches(text).SelectMany(sample => LabelPair().Matches(sample.Groups[2].Value).Select(label => (sample.Groups[1].Value, label.Groups[1].Value, label.Groups[2].Value)))];

    /// <summary>The labels that a metric's samples have, without those that the format itself adds.</summary>
    public IEnumerable<string> LabelsOf(string metric)
        => Labels.Where(label => SampleOf(label.Sample) == metric).Select(label => label.Label).Distinct().Where(label => label is not ("le" or "otel_scope_name")).Order(StringComparer.Ordinal);

    private string SampleOf(string sample)
        => Types.ContainsKey(sample) ? sample : HistogramPart().Replace(sample, "");

    [GeneratedRegex(@"^# TYPE (\S+) (\w+)$", RegexOptions.Multiline)]
    private static partial Regex TypeLine();

    [GeneratedRegex(@"^(\w+)\{(.*)\} \S+", RegexOptions.Multiline)]
    private static partial Regex SampleLine();

    [GeneratedRegex("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex LabelPair();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
