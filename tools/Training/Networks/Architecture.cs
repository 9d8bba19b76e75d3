using System.Globalization;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>A network and its width, written <c>unet-64</c> or <c>resnet50-64</c>: the published ones. Smaller widths are for small data.</summary>
public sealed record Architecture
{
    private static readonly int[] Widths = [64, 32, 16, 8];

    private Architecture(NetworkKind kind, int width)
    {
        Kind = kind;
        Width = width;
    }

    /// <summary>The segmenters, the published one first.</summary>
    public static IReadOnlyList<Architecture> Segmenters { get; } = [.. Widths.Select(width => new Architecture(NetworkKind.Segmenter, width))];

    /// <summary>The classifiers, the published one first.</summary>
    public static IReadOnlyList<Architecture> Classifiers { get; } = [.. Widths.Select(width => new Architecture(NetworkKind.Classifier, width))];

    public NetworkKind Kind { get; }

    /// <summary>Channels of the first level or the stem.</summary>
    public int Width { get; }

    public string Name => $"{(Kind == NetworkKind.Segmenter ? "unet" : "resnet50")}-{Width.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Reads a name; none is the published width.</summary>
    /// <exception cref="ArgumentException">No such network of this kind; the message lists those there are.</exception>
    public static Architecture Parse(string? name, NetworkKind kind)
    {
        var known = kind == NetworkKind.Segmenter ? Segmenters : Classifiers;
        return name is null
            ? known[0]
            : known.FirstOrDefault(architecture => architecture.Name == name)
                ?? throw new ArgumentException($"architecture: expected {string.Join(", ", known.Select(architecture => architecture.Name))}, found {name}");
    }

    public override string ToString() => Name;
}
