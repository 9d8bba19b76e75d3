using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Models;

/// <summary>A tensor of a network. One of a checkpoint leaves its values in the archive until they are asked for.</summary>
public sealed class CheckpointTensor
{
    /// <summary>Where the values lie; none of a tensor in memory.</summary>
    private readonly CheckpointStorage? _storage;
    private readonly long _offset;
    private readonly long[] _strides = [];
    private readonly float[] _values = [];

    internal CheckpointTensor(CheckpointStorage storage, long offset, int[] shape, long[] strides)
    {
        _storage = storage;
        _offset = offset;
        _strides = strides;
        Shape = shape;
        Count = CountOf(shape);
    }

    /// <summary>A tensor in memory, of a network that was trained here.</summary>
    /// <param name="shape">Sides, slowest axis first; empty for a single value.</param>
    /// <param name="values">Last axis fastest; not to be changed afterwards.</param>
    /// <exception cref="ArgumentException">Another number of values than the shape holds.</exception>
    public CheckpointTensor(IReadOnlyList<int> shape, float[] values)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(values);
        _values = values;
        Shape = shape;
        Count = CountOf(shape);
        if (values.Length != Count)
            throw new ArgumentException($"expected {Count} values of {string.Join(" x ", shape)}, found {values.Length}", nameof(values));
    }

    public TensorType Type => _storage?.Type ?? TensorType.Float32;

    /// <summary>Sides, slowest axis first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Reads the values, last axis fastest, rounded to single precision where they are stored wider.</summary>
    /// <exception cref="CheckpointRefusedException">The archive is cut short.</exception>
    public float[] ReadSingles()
    {
        if (_storage is null)
            return [.. _values];
        if (Type == TensorType.Float32 && IsContiguous())
            return MemoryMarshal.Cast<byte, float>(_storage.Archive.Read(_storage, _offset * 4, Count * 4)).ToArray();
        return Array.ConvertAll(ReadDoubles(), value => (float)value);
    }

    /// <summary>Reads the values in double precision, last axis fastest.</summary>
    /// <exception cref="CheckpointRefusedException">The archive is cut short.</exception>
    public double[] ReadDoubles()
    {
        if (_storage is null)
            return Array.ConvertAll(_values, value => (double)value);
        var values = new double[Count];
        if (Count == 0)
            return values;
        var size = Type.SizeOf();
        var span = 1 + Reach(Shape, _strides);
        var bytes = _storage.Archive.Read(_storage, _offset * size, checked((int)(span * size)));
        var index = new int[Shape.Count];
        long position = 0;
        for (var at = 0; at < values.Length; at++)
        {
            values[at] = Type.Read(bytes.AsSpan((int)(position * size), size));
            for (var axis = index.Length - 1; axis >= 0; axis--)
            {
                position += _strides[axis];
                if (++index[axis] < Shape[axis])
                    break;
                position -= _strides[axis] * Shape[axis];
                index[axis] = 0;
            }
        }

        return values;
    }

    /// <summary>Distance from the first value to the farthest one.</summary>
    internal static long Reach(IReadOnlyList<int> shape, long[] strides)
    {
        long reach = 0;
        for (var axis = 0; axis < shape.Count; axis++)
            reach = checked(reach + ((shape[axis] - 1) * strides[axis]));
        return reach;
    }

    private static int CountOf(IReadOnlyList<int> shape) => shape.Aggregate(1, (product, side) => product * side);

    private bool IsContiguous()
    {
        long expected = 1;
        for (var axis = Shape.Count - 1; axis >= 0; axis--)
        {
            if (Shape[axis] != 1 && _strides[axis] != expected)
                return false;
            expected *= Shape[axis];
        }

        return true;
    }
}
