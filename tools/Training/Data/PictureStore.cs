using AxSpA.Cloud.Training.Runs;
using Microsoft.Win32.SafeHandles;

namespace AxSpA.Cloud.Training.Data;

/// <summary>Prepared pictures: in memory while they take no more than a third of what the process may have, else in one file of the run folder.</summary>
internal sealed class PictureStore : IDisposable
{
    private const string FileName = "pictures.bin";

    private readonly Lock _turn = new();
    private readonly string _folder;
    private readonly long _budget;
    private readonly byte[]?[] _held;
    private readonly (long Offset, int Length)[] _places;
    private readonly bool[] _present;
    private int[] _order = [];
    private SafeFileHandle? _file;
    private long _bytes;

    public PictureStore(string folder, int count)
        : this(folder, count, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 3)
    {
    }

    public PictureStore(string folder, int count, long budget)
        => (_folder, _budget, _held, _places, _present) = (folder, budget, new byte[]?[count], new (long, int)[count], new bool[count]);

    public bool InMemory => _file is null;

    public bool Has(int index) => _present[index];

    public void Write(int index, byte[] picture)
    {
        lock (_turn)
        {
            if (_file is null && _bytes + picture.Length > _budget)
                MoveToFile();
            _present[index] = true;
            if (_file is null)
            {
                _held[index] = picture;
                _bytes += picture.Length;
            }
            else
            {
                Append(index, picture);
            }
        }
    }

    /// <summary>From here on, picture <c>i</c> is the one written as <paramref name="order"/>[i].</summary>
    public void Arrange(int[] order) => _order = order;

    public byte[] Read(int index)
    {
        var place = _order[index];
        if (_file is null)
            return _held[place]!;
        var picture = new byte[_places[place].Length];
        for (var done = 0; done < picture.Length;)
        {
            var read = RandomAccess.Read(_file, picture.AsSpan(done), _places[place].Offset + done);
            if (read == 0)
                throw new InvalidDataException($"expected {picture.Length} bytes of a prepared picture in {FileName}, found its end");
            done += read;
        }

        return picture;
    }

    public void Dispose() => _file?.Dispose();

    private void MoveToFile()
    {
        Directory.CreateDirectory(_folder);
        // Nothing of it is needed by the next run, and nobody else reads it.
        _file = File.OpenHandle(Path.Combine(_folder, FileName), FileMode.Create, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose);
        _bytes = 0;
        for (var index = 0; index < _held.Length; index++)
        {
            if (_held[index] is not { } picture)
                continue;
            Append(index, picture);
            _held[index] = null;
        }
    }

    private void Append(int index, byte[] picture)
    {
        try
        {
            RandomAccess.Write(_file!, picture, _bytes);
        }
        catch (IOException fault) when (DiskFullException.Is(fault))
        {
            throw new DiskFullException(Path.Combine(_folder, FileName), fault);
        }

        _places[index] = (_bytes, picture.Length);
        _bytes += picture.Length;
    }
}
