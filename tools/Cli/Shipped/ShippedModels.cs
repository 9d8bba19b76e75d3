using AxSpA.Cloud.Inference;

namespace AxSpA.Cloud.Cli.Shipped;

/// <summary>The models that come with axspa, so that a newcomer can see it work; and how it is said what they are.</summary>
internal static class ShippedModels
{
    /// <summary>What the cards of models say that were trained on phantoms.</summary>
    private const string CardSays = "demonstration only";

    /// <summary>For a person, wherever such models answer.</summary>
    public const string Caveat = "models trained on synthetic images; for demonstration only";

    /// <summary>Beside axspa.dll; not there in a build without them.</summary>
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "models", "demo");

    /// <summary>Whether any of a folder's models says of itself that it is for demonstration; a copy of the shipped ones says so too.</summary>
    public static bool IsDemonstration(ModelStore models)
        => models.Models.Any(model => model.Card.IntendedUse.Contains(CardSays, StringComparison.OrdinalIgnoreCase));
}
