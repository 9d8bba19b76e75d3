using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using AxSpA.Cloud.Models;
using static TorchSharp.torch;

namespace AxSpA.Cloud.Training.Networks;

/// <summary>Weights and running statistics of a network, to and from the form in which checkpoints are read and graphs are written.</summary>
internal static class NetworkState
{
    /// <summary>A copy of the network's state, on the CPU in single precision.</summary>
    public static NetworkWeights Read(nn.Module network) => NetworkWeights.Of(network.state_dict().Select(entry =>
        KeyValuePair.Create(entry.Key, new CheckpointTensor(ShapeOf(entry.Value), Values(entry.Value)))));

    /// <summary>Sets every value of the network's state.</summary>
    /// <exception cref="CheckpointRefusedException">A key is missing, has another shape, or belongs to no part of this network.</exception>
    public static void Write(nn.Module network, NetworkWeights weights)
    {
        var state = network.state_dict();
        // Everything is found to fit before anything is changed.
        foreach (var (key, target) in state)
            weights.Take(key, ShapeOf(target));
        weights.RequireAllTaken();
        foreach (var (key, target) in state)
            Set(target, weights.Tensors[key].ReadSingles());
    }

    public static void Set(Tensor target, float[] values)
    {
        using var frozen = no_grad();
        using var source = tensor(values, target.shape);
        target.copy_(source);
    }

    public static int[] ShapeOf(Tensor tensor) => Array.ConvertAll(tensor.shape, side => checked((int)side));

    /// <summary>SHA-256 over keys, shapes and values: the same for the same network, wherever it lies.</summary>
    public static string Digest(NetworkWeights weights)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (key, tensor) in weights.Tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{key} {string.Join('x', tensor.Shape)}\n"));
            hash.AppendData(MemoryMarshal.AsBytes<float>(tensor.ReadSingles()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static float[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float32).cpu().contiguous().data<float>().ToArray();
    }
}
