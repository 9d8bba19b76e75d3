namespace AxSpA.Cloud.Models;

/// <summary>A dictionary of a pickle; keeps the order in which keys were set.</summary>
public sealed class PickleMapping
{
    private readonly OrderedDictionary<object, object?> _values = [];

    public int Count => _values.Count;

    public IEnumerable<KeyValuePair<object, object?>> Pairs => _values;

    public object? this[object key]
    {
        get => _values[key];
        internal set => _values[key] = value;
    }

    public bool TryGetValue(object key, out object? value) => _values.TryGetValue(key, out value);
}
