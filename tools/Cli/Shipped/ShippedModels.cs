using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Cli.Shipped;

/// <summary>The models that come with axspa, so that a newcomer can see it work; and how it is said what they are.</summary>
internal static class ShippedModels
{
    /// <summary>For a person, wherever such models answer.</summary>
    public const string Caveat = "models trained on synthetic images; for demonstration only";

    /// <summary>Beside axspa.dll; not there in a build without them.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "demo");

    /// <summary>What the answers of these models must not be read without; null where none of them was trained on synthetic images.</summary>
    /// <param name="names">As cards, events and running systems give them, with or without the version.</param>
    public static string? CaveatOf(IEnumerable<string> names)
        => names.Any(name => name.StartsWith(TrainingRecord.SyntheticNamePrefix, StringComparison.Ordinal)) ? Caveat : null;

    /// <summary>The same of a folder's models; a copy of the shipped ones says so too.</summary>
    public static string? CaveatOf(ModelStore models) => CaveatOf(models.Models.Select(model => model.Card.Name));
}
