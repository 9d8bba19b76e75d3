using System.Buffers.Binary;

namespace AxSpA.Cloud.Dicom;

/// <summary>What the markers of a JPEG file say before a pixel is decoded (ITU-T T.81, EXIF 2.32).</summary>
internal sealed class JpegMarkers
{
    /// <summary>A progressive picture has about ten scans; thousands are only ever made to waste time.</summary>
    private const int MaxScans = 100;

    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;
    private const byte Application1 = 0xE1;

    private bool _hasOrientation;
    private int _scans;

    private JpegMarkers()
    {
    }

    public int Rows { get; private set; }

    public int Columns { get; private set; }

    /// <summary>1 grey, 3 colour.</summary>
    public int Components { get; private set; }

    public StoredOrientation Orientation { get; private set; } = StoredOrientation.Upright;

    /// <summary>Walks to the end of the image.</summary>
    /// <exception cref="RadiographRefusedException">Malformed, truncated, or of a size or coding that is not read.</exception>
    public static JpegMarkers Walk(ReadOnlyMemory<byte> file, ReadingLimits limits)
    {
        var markers = new JpegMarkers();
        var at = 2;
        while (true)
        {
            var marker = NextMarker(file.Span, ref at);
            if (marker == EndOfImage)
                return markers.Ended();
            var content = Segment(file, ref at);
            if (IsFrame(marker))
                markers.AddFrame(marker, content.Span, limits);
            else if (marker == StartOfScan)
                markers.AddScan(file.Span, ref at);
            else if (marker == Application1 && content.Span.StartsWith("Exif\0\0"u8))
                markers.AddExif(content[6..]);
        }
    }

    private static byte NextMarker(ReadOnlySpan<byte> file, ref int at)
    {
        if (at < file.Length && file[at] != 0xFF)
            Refuse.Malformed("a JPEG marker", "another byte");
        while (at < file.Length && file[at] == 0xFF)
            at++;
        if (at >= file.Length)
            Refuse.Truncated("JPEG markers up to the end of the image (EOI)", "the end of the file");
        var marker = file[at++];
        // Below 0xC0 is reserved, 0xD0..0xD8 are restarts and a second start, none of which may stand between segments.
        if (marker is < 0xC0 or (>= 0xD0 and <= 0xD8))
            Refuse.Malformed("a JPEG segment", $"the marker 0xFF{marker:X2}");
        return marker;
    }

    private static ReadOnlyMemory<byte> Segment(ReadOnlyMemory<byte> file, ref int at)
    {
        var rest = file.Length - at;
        var length = rest < 2 ? 2 : BinaryPrimitives.ReadUInt16BigEndian(file.Span[at..]);
        if (length > rest)
            Refuse.Truncated($"{length} bytes in a JPEG segment", $"{rest}");
        if (length < 2)
            Refuse.Malformed("at least 2 bytes in a JPEG segment", $"{length}");
        var content = file.Slice(at + 2, length - 2);
        at += length;
        return content;
    }

    /// <summary>SOF0 to SOF15; between them lie DHT (C4), JPG (C8) and DAC (CC).</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private void AddFrame(byte marker, ReadOnlySpan<byte> content, ReadingLimits limits)
    {
        if (Components != 0)
            Refuse.Malformed("one JPEG frame header", "two");
        if (content.Length < 6)
            Refuse.Malformed("a JPEG frame header of at least 6 bytes", $"{content.Length}");
        if (marker > 0xC2)
            throw new RadiographRefusedException(RefusalReason.UnsupportedCompression, "a baseline, extended or progressive JPEG", Name(marker));
        if (content[0] != 8)
            throw new RadiographRefusedException(RefusalReason.UnsupportedPixelType, "a JPEG of 8 bits a sample", $"{content[0]}");
        Rows = BinaryPrimitives.ReadUInt16BigEndian(content[1..]);
        Columns = BinaryPrimitives.ReadUInt16BigEndian(content[3..]);
        limits.CheckSize(Rows, Columns);
        Components = content[5];
        if (Components is not (1 or 3))
        {
            var found = Components == 4 ? "4 (CMYK)" : $"{Components}";
            throw new RadiographRefusedException(RefusalReason.UnsupportedPhotometric, "a JPEG of 1 component (grey) or 3 (colour)", found);
        }
    }

    private static string Name(byte marker) => marker switch
    {
        0xC3 => "a lossless JPEG",
        < 0xC8 => "a hierarchical JPEG",
        0xC9 or 0xCA => "an arithmetic-coded JPEG",
        0xCB => "a lossless arithmetic-coded JPEG",
        _ => "a hierarchical arithmetic-coded JPEG",
    };

    private void AddExif(ReadOnlyMemory<byte> tiff)
    {
        if (_hasOrientation)
            return;
        var directory = TiffDirectory.First(tiff);
        Orientation = directory.Orientation();
        _hasOrientation = directory.Has(TiffTag.Orientation);
    }

    /// <summary>Passes over entropy-coded data: a marker that is neither a stuffed zero nor a restart ends it.</summary>
    private void AddScan(ReadOnlySpan<byte> file, ref int at)
    {
        if (Components == 0)
            Refuse.Malformed("a JPEG frame header before the first scan", "none");
        if (++_scans > MaxScans)
            Refuse.Malformed($"at most {MaxScans} JPEG scans", "more");
        while (true)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
                Refuse.Truncated("JPEG image data up to the end of the image (EOI)", "the end of the file");
            at += next;
            var follower = file[at + 1];
            if (follower is not (0 or (>= 0xD0 and <= 0xD7)))
                return;
            at += 2;
        }
    }

    private JpegMarkers Ended()
    {
        if (_scans == 0)
            throw new RadiographRefusedException(RefusalReason.NoPixels, "image data in the JPEG file", "none");
        return this;
    }
}
