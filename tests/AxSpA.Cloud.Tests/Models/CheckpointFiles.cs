using System.IO.Compression;
using System.Runtime.InteropServices;

namespace AxSpA.Cloud.Tests.Models;

/// <summary>Checkpoint archives made by the tests.</summary>
internal static class CheckpointFiles
{
    /// <summary>An archive as PyTorch writes it: the pickle and one stored entry a storage.</summary>
    public static byte[] Zip(byte[] pickle, params (string Key, byte[] Bytes)[] storages) => Zip(pickle, CompressionLevel.NoCompression, storages);

    public static byte[] Zip(byte[] pickle, CompressionLevel compression, params (string Key, byte[] Bytes)[] storages)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "archive/data.pkl", pickle, CompressionLevel.NoCompression);
            foreach (var (key, bytes) in storages)
                Add(zip, $"archive/data/{key}", bytes, compression);
        }

        return stream.ToArray();
    }

    /// <summary>A checkpoint with named float tensors under one key.</summary>
    public static byte[] Weights(string key, IReadOnlyList<(string Name, int[] Shape, float[] Values)> tensors)
    {
        var pickle = new PickleBuilder().Protocol().Op('}').Text(key).Global("collections", "OrderedDict").Op(')').Op('R').Op('(');
        for (var index = 0; index < tensors.Count; index++)
            pickle.Text(tensors[index].Name).Tensor($"{index}", tensors[index].Values.Length, tensors[index].Shape);
        return Zip(pickle.Op('u').Op('s').Build(), [.. tensors.Select((tensor, index) => ($"{index}", Bytes(tensor.Values)))]);
    }

    public static byte[] Bytes(params float[] values) => MemoryMarshal.AsBytes(values.AsSpan()).ToArray();

    private static void Add(ZipArchive zip, string name, byte[] bytes, CompressionLevel compression)
    {
        using var entry = zip.CreateEntry(name, compression).Open();
        entry.Write(bytes);
    }
}
