using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Models;

/// <summary>A tensor of a checkpoint. Its values stay in the archive until they are asked for.</summary>
public sealed class CheckpointTensor
{
    private readonly CheckpointStorage _storage;
    private readonly long _offset;
    private readonly long[] _strides;

    internal CheckpointTensor(CheckpointStorage storage, long offset, int[] shape, long[] strides)
    {
        _storage = storage;
        _offset = offset;
        _strides = strides;
        Shape = shape;
        Count = shape.Aggregate(1, (product, side) => product * side);
    }

    public TensorType Type => _storage.Type;

    /// <summary>Sides, slowest axis first; empty for a single value.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of values.</summary>
    public int Count { get; }

    /// <summary>Reads the values, last axis fastest, rounded to single precision where they are stored wider.</summary>
    /// <exception cref="CheckpointRefusedException">The archive is cut short.</exception>
    public float[] ReadSingles()
    {
        if (Type == TensorType.Float32 && IsContiguous())
            return MemoryMarshal.Cast<byte, float>(_storage.Archive.Read(_storage, _offset * 4, Count * 4)).ToArray();
        return Array.ConvertAll(ReadDoubles(), value => (float)value);
    }

    /// <summary>Reads the values in double precision, last axis fastest.</summary>
    /// <exception cref="CheckpointRefusedException">The archive is cut short.</exception>
    public double[] ReadDoubles()
    {
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
