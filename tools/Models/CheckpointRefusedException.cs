namespace AxSpA.Cloud.Models;

/// <summary>A checkpoint is not what is read here, or holds something that is not. Names what was expected and what was found.</summary>
public sealed class CheckpointRefusedException : Exception
{
    public CheckpointRefusedException(string key, string expected, string found, Exception? inner = null)
        : base($"checkpoint refused: {key}: expected {expected}, found {found}", inner)
    {
        Key = key;
        Expected = expected;
        Found = found;
    }

    /// <summary>The part of the checkpoint that is off: a key of the weights, an opcode's place, an entry of the archive.</summary>
    public string Key { get; }

    public string Expected { get; }

    public string Found { get; }
}
