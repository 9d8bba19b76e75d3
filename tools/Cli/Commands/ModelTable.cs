using AxSpA.Cloud.Inference;
using Spectre.Console;

namespace AxSpA.Cloud.Cli.Commands;

/// <summary>Models for a person to read.</summary>
internal static class ModelTable
{
    private const int DigestDigits = 12;

    public static void Write(TextWriter output, IEnumerable<StoredModel> models)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("role", "name", "version", "architecture", "reads", "positive above", "weights");
        foreach (var model in models)
        {
            var card = model.Card;
            table.AddRow(
                new Text(card.Role.FolderName()),
                new Text(card.Name),
                new Text(card.Version),
                new Text(card.Architecture),
                new Text(Reads(card)),
                new Text(card.Decision is { } decision ? $"{decision.Cutoff:0.00} (confident {decision.ConfidentThreshold:0.00})" : "–"),
                new Text(card.Weights.Sha256[..DigestDigits]));
        }

        PlainConsole.For(output).Write(table);
    }

    private static string Reads(ModelCard card) => card.Scheme is { } scheme
        ? $"{scheme.GridSide}², {(scheme.Kind == SchemeKind.Windows ? $"{scheme.Origins.Count * scheme.Origins.Count} windows of {scheme.Window}²" : "one pass")}"
        : $"{card.Input.Rows}×{card.Input.Columns}, {card.Preprocessing?.Version}";
}
