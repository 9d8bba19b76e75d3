using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AxSpA.Cloud.Inference;

/// <summary>What a model is, how it is fed and how its answer is read: <c>card.json</c> beside the weights.</summary>
public sealed record ModelCard
{
    public const string FileName = "card.json";

    public const string CurrentSchema = "axspa.model-card/1";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public required string Schema { get; init; }

    public required string Name { get; init; }

    public required string Version { get; init; }

    public required ModelRole Role { get; init; }

    public required string Architecture { get; init; }

    public required ModelWeights Weights { get; init; }

    public required ModelInput Input { get; init; }

    /// <summary>Segmenter only.</summary>
    public SegmentationScheme? Scheme { get; init; }

    /// <summary>Classifiers only.</summary>
    public ModelPreprocessing? Preprocessing { get; init; }

    /// <summary>Classifiers only.</summary>
    public DecisionRule? Decision { get; init; }

    public required string IntendedUse { get; init; }

    public required ModelProvenance Provenance { get; init; }

    /// <summary>How the weights came about, where they were trained with this software.</summary>
    public TrainingRecord? Training { get; init; }

    /// <summary>Checks every value, as reading the card would.</summary>
    /// <exception cref="ModelRefusedException">A value out of its range.</exception>
    public void Validate() => ModelCardRules.Check(this);

    /// <summary>The card's bytes: indented UTF-8 with a closing line feed. The same card always gives the same bytes.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, Json), (byte)'\n'];

    /// <summary>Reads a card and checks every value of it.</summary>
    /// <exception cref="ModelRefusedException">Not such a card, or a value out of its range.</exception>
    public static ModelCard Parse(ReadOnlySpan<byte> bytes)
    {
        ModelCard? card;
        try
        {
            card = JsonSerializer.Deserialize<ModelCard>(bytes, Json);
        }
        catch (JsonException exception)
        {
            throw new ModelRefusedException(FileName, $"a model card of schema {CurrentSchema}", exception.Message);
        }

        if (card is null)
            throw new ModelRefusedException(FileName, $"a model card of schema {CurrentSchema}", "null");
        card.Validate();
        return card;
    }
}
