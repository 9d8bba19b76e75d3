namespace AxSpA.Cloud.Models;

/// <summary>Makes tensors from the arguments that PyTorch pickles for them, after checking that they stay inside their storage.</summary>
internal static class TensorRebuild
{
    /// <summary>A storage from a persistent id: ("storage", class, key, location, number of values).</summary>
    public static CheckpointStorage Storage(CheckpointArchive archive, object? id)
    {
        if (id is not object?[] { Length: 5 } parts || parts is not ["storage", TensorType type, string key, string, long count] || count < 0)
            throw new CheckpointRefusedException("persistent id", "(\"storage\", class, key, location, count)", PickleMachine.Describe(id));
        if (count > long.MaxValue / 16)
            throw new CheckpointRefusedException($"storage {key}", "a number of values that fits a file", $"{count}");
        var storage = new CheckpointStorage(archive, key, type, count);
        archive.Require(storage);
        return storage;
    }

    /// <summary>A tensor from (storage, offset, shape, strides, requires_grad, hooks).</summary>
    public static CheckpointTensor Tensor(object?[] arguments)
    {
        if (arguments is not [CheckpointStorage storage, long offset, object?[] sides, object?[] steps, ..] || arguments.Length < 6)
            throw new CheckpointRefusedException("tensor", "(storage, offset, shape, strides, requires_grad, hooks)", PickleMachine.Describe(arguments));

        var name = $"tensor of storage {storage.Key}";
        var shape = Array.ConvertAll(Integers(sides, name), side => side <= int.MaxValue ? (int)side : throw Outside(name, storage, $"a side of {side}"));
        var strides = Integers(steps, name);
        if (strides.Length != shape.Length)
            throw new CheckpointRefusedException(name, $"{shape.Length} strides", $"{strides.Length}");

        // Values read twice (stride 0) could make a small file huge: no more values than the storage holds.
        var count = 1L;
        foreach (var side in shape)
        {
            count *= side;
            if (count > storage.Count || count > int.MaxValue / 8)
                throw Outside(name, storage, $"a shape of {string.Join(" x ", shape)}");
        }

        if (offset < 0 || offset > storage.Count || strides.Any(stride => stride > storage.Count))
            throw Outside(name, storage, $"offset {offset} and strides {string.Join(", ", strides)}");
        var reach = count == 0 ? 0 : CheckpointTensor.Reach(shape, strides);
        if (count > 0 && offset + reach >= storage.Count)
            throw Outside(name, storage, $"a value at {offset + reach}");
        if (reach > Array.MaxLength / 8)
            throw new CheckpointRefusedException(name, $"values within {Array.MaxLength / 8} of each other", $"{reach}");
        return new CheckpointTensor(storage, offset, shape, strides);
    }

    private static CheckpointRefusedException Outside(string name, CheckpointStorage storage, string found)
        => new(name, $"values within the storage's {storage.Count}", found);

    private static long[] Integers(object?[] values, string name) => Array.ConvertAll(values, value => value is long number and >= 0
        ? number
        : throw new CheckpointRefusedException(name, "sides and strides of 0 or more", PickleMachine.Describe(value)));
}
