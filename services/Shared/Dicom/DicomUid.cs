using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace AxSpA.Cloud.Dicom;

/// <summary>UIDs that need no registered root (PS3.5 section B.2): <c>2.25.</c> and a UUID as a whole number.</summary>
public static class DicomUid
{
    /// <summary>The same names always give the same UID. It is a UUID of version 8 (RFC 9562) made from their SHA-256.</summary>
    public static string Of(params ReadOnlySpan<string> names)
    {
        // Each name with its length, so that ("a", "bc") and ("ab", "c") differ.
        var text = new StringBuilder();
        foreach (var name in names)
            text.Append(CultureInfo.InvariantCulture, $"{name.Length}:{name}");
        var uuid = SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16);
        uuid[6] = (byte)((uuid[6] & 0x0F) | 0x80);
        uuid[8] = (byte)((uuid[8] & 0x3F) | 0x80);
        return $"2.25.{new BigInteger(uuid, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture)}";
    }
}
