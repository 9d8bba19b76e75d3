using System.Globalization;

namespace AxSpA.Cloud.Cli.Cluster;

/// <summary>How many processes each service has.</summary>
internal static class Replicas
{
    /// <summary>More of one service than any machine of one person runs: a slip of the finger.</summary>
    public const int Most = 32;

    /// <summary>Reads <c>segmentation=2,classification=3</c>; a service that isn't named has one.</summary>
    /// <returns>Every service with its number, in the order a radiograph meets them.</returns>
    /// <exception cref="FormatException">The text is something else; the message says what was expected and found.</exception>
    public static IReadOnlyList<KeyValuePair<string, int>> Parse(string text)
    {
        var counts = new Dictionary<string, int>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (!Contracts.Services.Each.Contains(pair[0]))
                throw new FormatException($"expected one of {string.Join(", ", Contracts.Services.Each)}, found {pair[0]}");
            if (pair.Length < 2 || !int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > Most)
                throw new FormatException($"expected {pair[0]}=1 to {pair[0]}={Most}, found {part}");
            if (!counts.TryAdd(pair[0], count))
                throw new FormatException($"expected {pair[0]} once, found it twice");
        }

        return [.. Contracts.Services.Each.Select(service => KeyValuePair.Create(service, counts.GetValueOrDefault(service, 1)))];
    }
}
