using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AxSpA.Cloud.Hosting;

/// <summary>PEM files that the configuration names.</summary>
internal static class PemFile
{
    /// <param name="key">The configuration key that gave the path.</param>
    /// <exception cref="RefusedStartException">There is no file, or no certificate in it that can be read.</exception>
    public static X509Certificate2Collection ReadCertificates(string key, string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPem(ReadText(key, path));
        }
        catch (CryptographicException unreadable)
        {
            throw new RefusedStartException(key, $"expected PEM certificates in {path}, found some that cannot be read", unreadable);
        }

        return certificates.Count > 0 ? certificates : throw new RefusedStartException(key, $"expected at least one PEM certificate in {path}, found none");
    }

    /// <param name="key">The configuration key that gave the path.</param>
    /// <exception cref="RefusedStartException">There is no file, or it cannot be read.</exception>
    public static string ReadText(string key, string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new RefusedStartException(key, $"expected a PEM file, found {(File.Exists(path) ? "one that cannot be read" : "no file")} {path}", unreadable);
        }
    }
}
