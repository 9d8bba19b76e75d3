using System.Globalization;
using AxSpA.Cloud.Inference;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Models for a person to read.</summary>
internal static class ModelTable
{
    private const int DigestDigits = 12;

    public static void Write(TextWriter output, IEnumerable<StoredModel> models)
    {
        var cards = models.Select(model => model.Card).ToList();
        var table = new Table().Border(TableBorder.Rounded).AddColumns("role", "name", "version", "architecture", "reads", "positive above", "weights");
        var trainedHere = cards.Any(card => card.Training is not null);
        if (trainedHere)
            table.AddColumn("trained on");
        foreach (var card in cards)
        {
            List<Text> row =
            [
                new(card.Role.FolderName()),
                new(card.Name),
                new(card.Version),
                new(card.Architecture),
                new(Reads(card)),
                new(card.Decision is { } decision ? $"{decision.Cutoff:0.00} (confident {decision.ConfidentThreshold:0.00})" : "–"),
                new(card.Weights.Sha256[..DigestDigits]),
            ];
            if (trainedHere)
                row.Add(new Text(card.Training is { } training ? TrainedOn(training) : "–"));
            table.AddRow(row);
        }

        PlainConsole.For(output).Write(table);
    }

    private static string Reads(ModelCard card) => card.Scheme is { } scheme
        ? $"{scheme.GridSide}², {(scheme.Kind == SchemeKind.Windows ? $"{scheme.Origins.Count * scheme.Origins.Count} windows of {scheme.Window}²" : "one pass")}"
        : $"{card.Input.Rows}×{card.Input.Columns}, {card.Preprocessing?.Version}";

    private static string TrainedOn(TrainingRecord training) => string.Create(
        CultureInfo.InvariantCulture,
        $"{training.Train.Images} {(training.Synthetic ? "synthetic images: for demonstration only" : "images")}");
}
