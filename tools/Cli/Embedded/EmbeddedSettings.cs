namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>What one process with every service needs to know.</summary>
internal sealed record EmbeddedSettings
{
    /// <summary>Blobs, databases and the identity key.</summary>
    public required string WorkFolder { get; init; }

    public required string ModelFolder { get; init; }

    /// <summary>Drive only analyses that <see cref="Ingestion.Ledger.DispatchScope"/> is given.</summary>
    public bool OnlyGiven { get; init; }

    public bool KeepInput { get; init; }

    /// <summary>Further settings by key; they win over the ones above.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();
}
