using System.Globalization;
using AxSpA.Cloud.Statistics.Evaluation;

namespace AxSpA.Cloud.Cli.Evaluation;

/// <summary>What <c>--cutoff</c> says: one number for all models, a number for each, or <c>best</c>.</summary>
/// <param name="Rule">For the models of the file.</param>
/// <param name="Words">Where the cut-offs come from, for a reader.</param>
internal sealed record CutoffArgument(CutoffRule Rule, string Words)
{
    public const string Best = "best";

    /// <summary>Even odds: chosen on no data, so that no figure is flattered.</summary>
    private const double EvenOdds = 0.5;

    /// <exception cref="UsageException">Not a number 0 to 1, or models that are not those of the file.</exception>
    public static CutoffArgument Of(string? text, IReadOnlyList<string> models) => text switch
    {
        null => new(ForAll(models, EvenOdds), "0.5 for every model: none was given (--cutoff)."),
        Best => new(CutoffRule.BestOfEachSet, "Highest balanced accuracy on the grid 0.00, 0.01 … 1.00, the lowest of equals, chosen on each set itself for each model: optimistic there."),
        _ when Number(text) is { } number => new(ForAll(models, number), $"{text} for every model, as given."),
        _ => new(ForEach(text, models), $"As given: {text}."),
    };

    private static CutoffRule ForAll(IReadOnlyList<string> models, double cutoff) => new(models.ToDictionary(model => model, _ => cutoff));

    private static CutoffRule ForEach(string text, IReadOnlyList<string> models)
    {
        var cutoffs = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var sign = part.LastIndexOf('=');
            if (sign <= 0 || Number(part[(sign + 1)..]) is not { } cutoff)
                throw new UsageException($"--cutoff: expected a number 0 to 1, MODEL=NUMBER,… or {Best}, found {part}");
            var model = part[..sign].Trim();
            if (!models.Contains(model))
                throw new UsageException($"--cutoff: expected a model of the file ({string.Join(", ", models)}), found {model}");
            if (!cutoffs.TryAdd(model, cutoff))
                throw new UsageException($"--cutoff: expected each model once, found {model} again");
        }

        var missing = models.Where(model => !cutoffs.ContainsKey(model)).ToList();
        return missing.Count == 0 ? new CutoffRule(cutoffs) : throw new UsageException($"--cutoff: expected a number for each model, found none for {string.Join(", ", missing)}");
    }

    private static double? Number(string text)
        => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : null;
}
