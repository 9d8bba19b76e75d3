using System.Security.Cryptography;
using System.Text;

namespace AxSpA.Cloud.Hosting.Identity;

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

    /// <summary>The key as options hold it.</summary>
    public static IdentityKey FromBase64(string key) => new(Convert.FromBase64String(key));

    /// <summary>What is wrong with a key in Base64, where it would be found only when the first pseudonym is made; null where nothing is. Text that is no Base64 is found elsewhere.</summary>
    public static string? LengthRefusal(string? key)
    {
        if (key is null)
            return null;
        var decoded = new byte[key.Length];
        return Convert.TryFromBase64String(key, decoded, out var bytes) && bytes != Bytes ? $"expected {Bytes} bytes in Base64, found {bytes}" : null;
    }

    /// <summary>Pseudonym of a subject: the same from every door, so that a radiograph and a visit find each other.</summary>
    /// <param name="identifier">The sender's own.</param>
    public string Subject(string site, string identifier) => Pseudonym("subject", site, identifier);

    /// <summary>HMAC-SHA-256 over kind and parts, each preceded by its length; 32 hexadecimal digits.</summary>
    public string Pseudonym(string kind, params ReadOnlySpan<string> parts)
    {
        var text = new StringBuilder(kind);
        foreach (var part in parts)
            text.Append('\n').Append(part.Length).Append(':').Append(part);
        return Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }
}
