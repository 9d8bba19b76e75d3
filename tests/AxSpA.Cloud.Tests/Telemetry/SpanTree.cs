using System.Diagnostics;

namespace AxSpA.Cloud.Tests.Telemetry;

/// <summary>Spans as an indented tree, what lies below one span in alphabetical order: the same trace always gives the same text.</summary>
internal static class SpanTree
{
    /// <param name="spans">Of one trace.</param>
    /// <param name="root">The span that the tree hangs from, not among them.</param>
    public static string Below(IReadOnlyList<Activity> spans, ActivitySpanId root) => Below(spans, root, indentation: "").TrimEnd('\n');

    /// <summary>What the span is called in the tables: an event's send by the event, a store by what is stored.</summary>
    public static string NameOf(Activity span)
    {
        var name = span.DisplayName[(span.DisplayName.LastIndexOf(':') + 1)..];
        return span.GetTagItem("axspa.artifact") is { } artifact ? $"{name} {artifact}" : name;
    }

    private static string Below(IReadOnlyList<Activity> spans, ActivitySpanId parent, string indentation)
        => string.Concat(spans
            .Where(span => span.ParentSpanId == parent)
            .Select(span => $"{indentation}{NameOf(span)}\n{Below(spans, span.SpanId, indentation + "  ")}")
            .Order(StringComparer.Ordinal));
}
