using System.Runtime.InteropServices;
using AxSpA.Cloud.Imaging;

namespace AxSpA.Cloud.Training.Classification;

/// <summary>Prepared pictures on disk, one file a picture and size: raw single-precision values, row after row. The system's file cache keeps them in memory.</summary>
public sealed class PictureStore(string folder)
{
    public string Folder { get; } = folder;

    /// <summary>Whether the picture is there, whole.</summary>
    public bool Holds(string key, PictureSize size)
        => new FileInfo(PathOf(key, size)) is { Exists: true } file && file.Length == Bytes(size);

    /// <summary>Writes a picture in one rename: a file that is there is whole.</summary>
    public void Write(string key, PictureSize size, Plane<float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var path = PathOf(key, size);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = $"{path}.{Guid.NewGuid():n}";
        File.WriteAllBytes(draft, MemoryMarshal.AsBytes(values.Values));
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Pictures × rows × columns values, read in parallel.</summary>
    /// <exception cref="InvalidDataException">A picture is cut short.</exception>
    /// <exception cref="IOException">A picture is no longer there.</exception>
    public float[] Read(IReadOnlyList<TrainingPicture> pictures, PictureSize size)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        var length = size.Rows * size.Columns;
        var values = new float[pictures.Count * length];
        Parallel.For(0, pictures.Count, index =>
        {
            using var file = File.OpenHandle(PathOf(pictures[index].Key, size));
            var target = MemoryMarshal.AsBytes(values.AsSpan(index * length, length));
            if (RandomAccess.GetLength(file) != target.Length || RandomAccess.Read(file, target, 0) != target.Length)
                throw new InvalidDataException($"expected {target.Length} bytes of prepared picture {pictures[index].Key} at {size}, found another length; delete {Folder}");
        });
        return values;
    }

    private static long Bytes(PictureSize size) => (long)size.Rows * size.Columns * sizeof(float);

    private string PathOf(string key, PictureSize size) => Path.Combine(Folder, size.ToString(), key + ".f32");
}
