using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AxSpA.Cloud.Hosting.Commits;

/// <summary>Names a piece of work by everything that decides its result, and by nothing else: never an identifier or a pseudonym.</summary>
public static class WorkKey
{
    /// <summary>SHA-256 over the parts in order, each preceded by its length, as 64 lower-case hexadecimal digits.</summary>
    /// <param name="stage">The stage's name.</param>
    /// <param name="algorithmVersion">Changes whenever the stage's code would give another result for the same inputs.</param>
    /// <param name="parts">Digests of all inputs in order, digests of card and weights, rules, device and precision.</param>
    public static string Of(string stage, string algorithmVersion, params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, stage);
        Append(hash, algorithmVersion);
        foreach (var part in parts)
            Append(hash, part);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Append(IncrementalHash hash, string part)
    {
        var bytes = Encoding.UTF8.GetBytes(part);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
