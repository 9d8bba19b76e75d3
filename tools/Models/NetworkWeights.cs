namespace AxSpA.Cloud.Models;

/// <summary>Named tensors of a network. What was asked for is remembered, so that what was not can be refused.</summary>
public sealed class NetworkWeights
{
    private readonly OrderedDictionary<string, CheckpointTensor> _tensors = [];
    private readonly HashSet<string> _taken = [];

    private NetworkWeights()
    {
    }

    public IReadOnlyDictionary<string, CheckpointTensor> Tensors => _tensors;

    /// <summary>Tensors in memory, of a network that was trained here.</summary>
    /// <exception cref="ArgumentException">Two of the same name.</exception>
    public static NetworkWeights Of(IEnumerable<KeyValuePair<string, CheckpointTensor>> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var weights = new NetworkWeights();
        foreach (var (name, tensor) in tensors)
            weights._tensors.Add(name, tensor);
        return weights;
    }

    internal static NetworkWeights From(string key, PickleMapping dictionary)
    {
        var state = new NetworkWeights();
        foreach (var (name, value) in dictionary.Pairs)
        {
            if (name is not string text || value is not CheckpointTensor tensor)
                throw new CheckpointRefusedException($"{key}[{PickleMachine.Describe(name)}]", "a tensor with a name", PickleMachine.Describe(value));
            state._tensors.Add(text, tensor);
        }

        return state;
    }

    /// <summary>Takes a tensor of the given shape; a side of 0 may have any length.</summary>
    /// <exception cref="CheckpointRefusedException">No such key, or another shape.</exception>
    public CheckpointTensor Take(string key, params ReadOnlySpan<int> shape)
    {
        var expected = shape.Length == 0 ? "a single value" : string.Join(" x ", shape.ToArray().Select(side => side == 0 ? "n" : $"{side}"));
        if (!_tensors.TryGetValue(key, out var tensor))
            throw new CheckpointRefusedException(key, expected, "no such key");
        var matches = tensor.Shape.Count == shape.Length;
        for (var axis = 0; matches && axis < shape.Length; axis++)
            matches = tensor.Shape[axis] >= 1 && (shape[axis] == 0 || tensor.Shape[axis] == shape[axis]);
        if (!matches)
            throw new CheckpointRefusedException(key, expected, tensor.Shape.Count == 0 ? "a single value" : string.Join(" x ", tensor.Shape));
        _taken.Add(key);
        return tensor;
    }

    /// <summary>Refuses what nothing asked for: the checkpoint is of another network.</summary>
    /// <exception cref="CheckpointRefusedException">A key was not taken.</exception>
    public void RequireAllTaken()
    {
        foreach (var (key, tensor) in _tensors)
        {
            if (!_taken.Contains(key))
                throw new CheckpointRefusedException(key, "no such key in this architecture", $"a tensor of {string.Join(" x ", tensor.Shape)}");
        }
    }
}
