using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace AxSpA.Cloud.Training.Native;

/// <summary>Makes TorchSharp's native library loadable where the system's libstdc++ is older than the one it was linked against (Debian 12).</summary>
/// <remarks>
/// <c>libLibTorchSharp.so</c> asks for version GLIBCXX_3.4.32 because of one symbol, <c>_ZSt21ios_base_library_initv</c>, that nothing relocates to.
/// Marking that need weak (VER_FLG_WEAK in <c>.gnu.version_r</c>, System V gABI "Symbol Versioning") changes nothing else. The file in the output
/// folder is replaced at first use, in one rename, its length and time kept so that the next build doesn't copy it anew.
/// </remarks>
public static class TorchLibrary
{
    private const string FileName = "libLibTorchSharp.so";
    private const string Need = "GLIBCXX_3.4.32";
    private const uint VersionNeedSection = 0x6ffffffe;
    private const ushort Weak = 2;

    /// <summary>Call before the first use of TorchSharp; later calls do nothing.</summary>
    /// <exception cref="DllNotFoundException">The library is missing or loads neither as shipped nor with the need marked weak.</exception>
    public static void Prepare()
    {
        var path = Path.Combine(AppContext.BaseDirectory, FileName);
        if (!File.Exists(path))
            path = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", FileName);
        if (NativeLibrary.TryLoad(path, out _))
            return;
        var image = File.ReadAllBytes(path);
        if (!MarkWeak(image))
            throw new DllNotFoundException($"expected {FileName} to load, or to need {Need} of a newer libstdc++; neither holds for {path}");
        Replace(path, image);
        NativeLibrary.Load(path);
    }

    /// <summary>Marks the need for <see cref="Need"/> weak.</summary>
    /// <returns>Whether the image has such a need.</returns>
    internal static bool MarkWeak(Span<byte> image)
    {
        var found = false;
        for (var index = 0; index < Half(image, 60); index++)
        {
            var section = Section(image, index);
            if (Word(image, section + 4) == VersionNeedSection)
                found |= MarkWeak(image, section);
        }

        return found;
    }

    private static bool MarkWeak(Span<byte> image, int section)
    {
        var found = false;
        var names = Offset(image, Section(image, (int)Word(image, section + 40)) + 24);
        var need = Offset(image, section + 24);
        for (uint next = 1; next != 0; need += (int)next)
        {
            next = Word(image, need + 12);
            var version = need + (int)Word(image, need + 8);
            for (uint following = 1; following != 0; version += (int)following)
            {
                following = Word(image, version + 12);
                if (!IsNeed(image[(names + (int)Word(image, version + 8))..]))
                    continue;
                BinaryPrimitives.WriteUInt16LittleEndian(image[(version + 4)..], Weak);
                found = true;
            }
        }

        return found;
    }

    private static bool IsNeed(ReadOnlySpan<byte> name) => name[..name.IndexOf((byte)0)].SequenceEqual(Encoding.ASCII.GetBytes(Need));

    /// <summary>Start of a section's header in a 64-bit little-endian image.</summary>
    private static int Section(ReadOnlySpan<byte> image, int index) => Offset(image, 40) + (index * Half(image, 58));

    private static ushort Half(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt16LittleEndian(image[at..]);

    private static uint Word(ReadOnlySpan<byte> image, int at) => BinaryPrimitives.ReadUInt32LittleEndian(image[at..]);

    private static int Offset(ReadOnlySpan<byte> image, int at) => checked((int)BinaryPrimitives.ReadUInt64LittleEndian(image[at..]));

    private static void Replace(string path, byte[] image)
    {
        var draft = $"{path}.{Guid.NewGuid():n}";
        File.WriteAllBytes(draft, image);
        File.SetLastWriteTimeUtc(draft, File.GetLastWriteTimeUtc(path));
        File.Move(draft, path, overwrite: true);
    }
}
