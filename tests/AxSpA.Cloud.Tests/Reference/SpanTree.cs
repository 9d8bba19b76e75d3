namespace AxSpA.Cloud.Tests.Reference;

/// <summary>Spans as an indented tree, what lies below one span in alphabetical order: the same trace always gives the same text.</summary>
internal static class SpanTree
{
    /// <param name="spans">Of one trace.</param>
    /// <param name="root">Id of the span that the tree hangs from, not among them.</param>
    public static string Below(IReadOnlyList<RecordedSpan> spans, string root) => Below(spans, root, indentation: "").TrimEnd('\n');

    /// <summary>What the span is called in the tree: an event's send by the event alone, a store by what is stored.</summary>
    public static string NameOf(RecordedSpan span)
    {
        var name = span.Name[(span.Name.LastIndexOf(':') + 1)..];
        return span.Artifact is { } artifact ? $"{name} {artifact}" : name;
    }

    private static string Below(IReadOnlyList<RecordedSpan> spans, string parent, string indentation)
        => string.Concat(spans
            .Where(span => span.ParentSpanId == parent)
            .Select(span => $"{indentation}{NameOf(span)}\n{Below(spans, span.SpanId, indentation + "  ")}")
            .Order(StringComparer.Ordinal));
}
