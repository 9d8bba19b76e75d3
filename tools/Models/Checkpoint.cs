namespace AxSpA.Cloud.Models;

/// <summary>An open checkpoint. Its tensors can be read until it is disposed.</summary>
public sealed class Checkpoint : IDisposable
{
    private readonly CheckpointArchive _archive;

    internal Checkpoint(CheckpointArchive archive, object? root)
    {
        _archive = archive;
        Root = root;
    }

    /// <summary>What was pickled: tensors and plain containers.</summary>
    public object? Root { get; }

    /// <summary>The tensors under one key of the checkpoint's dictionary.</summary>
    /// <param name="key"><c>network</c> in the published segmenter, <c>state_dict</c> in Lightning's files.</param>
    /// <exception cref="CheckpointRefusedException">No such key, or something else than named tensors under it.</exception>
    public NetworkWeights Weights(string key)
    {
        if (Root is not PickleMapping root)
            throw new CheckpointRefusedException("checkpoint", "a dictionary", PickleMachine.Describe(Root));
        if (!root.TryGetValue(key, out var value))
        {
            var found = root.Pairs.Take(20).Select(pair => PickleMachine.Describe(pair.Key));
            throw new CheckpointRefusedException("checkpoint", $"a key \"{key}\"", string.Join(", ", found));
        }

        if (value is not PickleMapping weights)
            throw new CheckpointRefusedException(key, "a dictionary of tensors", PickleMachine.Describe(value));
        return NetworkWeights.From(key, weights);
    }

    /// <summary>The tensors of a checkpoint that is nothing but their dictionary, as torchvision's files are.</summary>
    /// <exception cref="CheckpointRefusedException">Something else than named tensors.</exception>
    public NetworkWeights Weights() => Root is PickleMapping weights
        ? NetworkWeights.From("checkpoint", weights)
        : throw new CheckpointRefusedException("checkpoint", "a dictionary of tensors", PickleMachine.Describe(Root));

    public void Dispose() => _archive.Dispose();
}
