using System.Security.Cryptography;
using System.Text;

namespace AxSpA.Cloud.Ingestion;

/// <summary>Makes pseudonyms: the same identifier gives the same pseudonym wherever the key is the same, and nobody without the key can go back.</summary>
public sealed class IdentityKey
{
    public const int Bytes = 32;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The key is not 32 bytes long.</exception>
    public IdentityKey(byte[] key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (key.Length != Bytes)
            throw new ArgumentException($"expected an identity key of {Bytes} bytes, found {key.Length}", nameof(key));
        _key = key;
    }

    /// <summary>HMAC-SHA-256 over kind and parts, each preceded by its length; 32 hexadecimal digits.</summary>
    public string Pseudonym(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
            text.Append('\n').Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
