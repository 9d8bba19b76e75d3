namespace AxSpA.Cloud.Hosting;

/// <summary>A host cannot start as configured, and waiting would not help. The message names the key, what was expected and what was found.</summary>
public sealed class RefusedStartException(string key, string message, Exception? cause = null) : Exception($"{key}: {message}", cause)
{
    /// <summary>The configuration key that has to change.</summary>
    public string Key { get; } = key;
}
