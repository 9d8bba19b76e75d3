namespace AxSpA.Cloud.Inference;

/// <summary>A model is not what its card, its role or its folder says. Names the value that is off, what was expected and what was found.</summary>
public sealed class ModelRefusedException : Exception
{
    public ModelRefusedException(string key, string expected, string found, string? model = null)
        : base($"{(model is null ? "model" : $"model {model}")} refused: {key}: expected {expected}, found {found}")
    {
        Key = key;
        Expected = expected;
        Found = found;
    }

    /// <summary>Which value is off.</summary>
    public string Key { get; }

    public string Expected { get; }

    public string Found { get; }

    /// <summary>The same refusal with the model's name in its words.</summary>
    internal ModelRefusedException For(string model) => new(Key, Expected, Found, model);
}
