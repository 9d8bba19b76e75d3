using System.Runtime.InteropServices;
using System.Security.Cryptography;
using AxSpA.Cloud.Hosting.Identity;

namespace AxSpA.Cloud.Cli.Embedded;

/// <summary>The key of a work folder's pseudonyms.</summary>
/// <remarks>
/// It lies in the work folder, so that the folder can move. A new folder copies it from the user's configuration folder (and makes it there
/// first): the same radiograph then has the same pseudonym in all of a user's work folders.
/// </remarks>
internal static class IdentityKeyFile
{
    private const string FileName = "identity.key";

    /// <exception cref="UsageException">The file holds no key.</exception>
    public static byte[] ReadOrCreate(string workFolder)
        => ReadOrCreate(workFolder, Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify));

    /// <param name="configuration">The user's configuration folder; empty where the user has none.</param>
    internal static byte[] ReadOrCreate(string workFolder, string configuration)
    {
        var path = Path.Combine(workFolder, FileName);
        if (File.Exists(path))
            return Read(path);
        var key = OfUser(configuration) ?? RandomNumberGenerator.GetBytes(IdentityKey.Bytes);
        Create(path, key);
        return Read(path);
    }

    private static byte[] Read(string path)
    {
        var key = File.ReadAllBytes(path);
        return key.Length == IdentityKey.Bytes
            ? key
            : throw new UsageException($"expected {path} to hold a key of {IdentityKey.Bytes} bytes, found {key.Length}");
    }

    /// <summary>The user's key, made where there is none; null where the user has no folder for it.</summary>
    private static byte[]? OfUser(string configuration)
    {
        if (configuration.Length == 0)
            return null;
        var path = Path.Combine(configuration, "axspa", FileName);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!File.Exists(path))
                Create(path, RandomNumberGenerator.GetBytes(IdentityKey.Bytes));
            return Read(path);
        }
        catch (Exception noFolder) when (noFolder is IOException or UnauthorizedAccessException or UsageException)
        {
            return null;
        }
    }

    /// <summary>Writes the key whole or not at all, readable by its owner alone; a key that is there already stays.</summary>
    private static void Create(string path, byte[] key)
    {
        var temporary = $"{path}.{Guid.NewGuid():n}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
        try
        {
            using (var file = new FileStream(temporary, options))
            {
                file.Write(key);
                file.Flush(flushToDisk: true);
            }

            // File.Move asks whether the target exists and renames afterwards: of two first runs both would be first. It is for file systems without hard links.
            if (Link(temporary, path) != 0 && !File.Exists(path))
                File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was first: its key counts.
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string existing, [MarshalAs(UnmanagedType.LPUTF8Str)] string made);
}
