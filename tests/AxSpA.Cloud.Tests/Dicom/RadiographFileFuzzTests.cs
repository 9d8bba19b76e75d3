using System.Buffers.Binary;
using AxSpA.Cloud.Dicom;
using OpenCvSharp;
using Shouldly;
using static AxSpA.Cloud.Tests.Dicom.Pictures;

namespace AxSpA.Cloud.Tests.Dicom;

/// <summary>Whatever the bytes are: a radiograph or a refusal, and memory within the limits.</summary>
public class RadiographFileFuzzTests
{
    private const int Rounds = 1500;

    private static readonly ReadingLimits Small = new() { MinSide = 1, MaxSide = 1000, MaxPixels = 1 << 16 };

    /// <summary>A picture in colour with its rows, an opened strip and its upright copy; the rest is constant.</summary>
    private static readonly long MostBytes = (16 * Small.MaxPixels) + (1 << 20);

    private static readonly byte[] Interesting = [0, 1, 0x7F, 0x80, 0xFF];

    public static TheoryData<string> Kinds => [.. Seeds().Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Changed_bytes_give_a_radiograph_or_a_refusal(string kind)
    {
        var random = new Random(20240510);
        var seed = Seeds()[kind];
        Read(seed, Small);
        for (var round = 0; round < Rounds; round++)
        {
            var file = Mutate(seed, random);
            if (kind.StartsWith("png", StringComparison.Ordinal) && round % 2 == 0)
                MendChecksums(file);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                RadiographFile.Read(file, Small);
            }
            catch (RadiographRefusedException refused)
            {
                refused.Message.ShouldNotContain(DicomBuilder.PatientId);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(MostBytes);
        }
    }

    private static Dictionary<string, byte[]> Seeds()
    {
        using var picture = Mat.FromPixelData(40, 48, MatType.CV_8UC1, Eight(40, 48));
        Cv2.ImEncode(".jpg", picture, out var jpeg);
        Cv2.ImEncode(".tif", picture, out var lzw, new ImageEncodingParam(ImwriteFlags.TiffCompression, 5));
        byte[] colour = [.. Eight(12, 48)];
        return new()
        {
            ["png"] = PngBuilder.Grey(12, 16, Eight(12, 16)),
            ["png colour"] = new PngBuilder(12, 16, 8, 2).With("eXIf", TiffBuilder.Exif(6)).Unfiltered(colour).Build(),
            ["jpeg"] = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(8 + TiffBuilder.Exif(6).Length), .. "Exif\0\0"u8, .. TiffBuilder.Exif(6), .. jpeg.AsSpan(2)],
            ["tiff"] = TiffBuilder.Grey(12, 16, Sixteen(12, 16)).Build(),
            ["tiff lzw"] = lzw,
            ["dicom"] = DicomBuilder.Sixteen(12, 16, Sixteen(12, 16)).Set(DicomBuilder.PatientOrientation, "CS", @"F\L").Build(),
            ["dicom implicit"] = DicomBuilder.Eight(12, 16, Eight(12, 16)).Encode("1.2.840.10008.1.2", isImplicit: true).Build(),
        };
    }

    private static byte[] Mutate(byte[] seed, Random random)
    {
        var file = random.Next(4) == 0 ? seed[..random.Next(seed.Length)] : [.. seed];
        for (var change = random.Next(1, 5); change > 0 && file.Length > 0; change--)
        {
            var at = random.Next(file.Length);
            file[at] = random.Next(3) switch
            {
                0 => (byte)(file[at] ^ (1 << random.Next(8))),
                1 => Interesting[random.Next(Interesting.Length)],
                _ => (byte)random.Next(256),
            };
        }

        return file;
    }

    /// <summary>Lets changed chunks pass the checksum, so that what lies behind it is reached.</summary>
    private static void MendChecksums(byte[] file)
    {
        for (var at = 8; at + 12 <= file.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            if (length > file.Length - at - 12)
                return;
            var content = file.AsSpan(at + 8, (int)length).ToArray();
            var type = new string([.. file.AsSpan(at + 4, 4).ToArray().Select(letter => (char)(letter & 0x7F))]);
            PngBuilder.Chunk(type, content).CopyTo(file, at);
            at += 12 + (int)length;
        }
    }
}
