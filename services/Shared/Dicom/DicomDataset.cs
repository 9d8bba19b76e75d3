using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace AxSpA.Cloud.Dicom;

/// <summary>The attributes of a DICOM file that are read, up to its pixel data.</summary>
internal sealed class DicomDataset
{
    private const int MetaStart = 132;
    private const string Utf8 = "ISO_IR 192";

    private readonly Dictionary<uint, DicomElement> _elements = [];

    private DicomDataset(DicomEncoding encoding) => Encoding = encoding;

    public DicomEncoding Encoding { get; }

    /// <summary>Reads file meta information and data set; what lies behind the pixel data is not read.</summary>
    /// <exception cref="RadiographRefusedException">Malformed, truncated before the pixel data, or of a transfer syntax that is not read.</exception>
    public static DicomDataset Read(ReadOnlyMemory<byte> file)
    {
        var meta = new DicomDataset(DicomEncoding.ExplicitLittleEndian);
        var reader = new DicomReader(file, MetaStart, meta.Encoding);
        while (reader.NextGroup == 2)
            meta.Add(reader.Next());
        if (reader.NextGroup < 0 && meta.Text(DicomAttribute.TransferSyntaxUid) is null)
            Refuse.Truncated("DICOM file meta information", "the end of the file");
        var dataset = new DicomDataset(TransferSyntax.EncodingOf(meta.RequiredText(DicomAttribute.TransferSyntaxUid)));
        reader = new DicomReader(file, reader.Position, dataset.Encoding);
        while (!reader.IsAtEnd && !dataset.Has(DicomAttribute.PixelData))
            dataset.Add(reader.Next());
        return dataset;
    }

    public bool Has(DicomAttribute attribute) => _elements.ContainsKey(attribute.Tag);

    public DicomElement? Element(DicomAttribute attribute) => _elements.TryGetValue(attribute.Tag, out var element) ? element : null;

    /// <summary>The text of an attribute without padding; null where absent or empty.</summary>
    public string? Text(DicomAttribute attribute)
    {
        if (!_elements.TryGetValue(attribute.Tag, out var element))
            return null;
        var isUtf8 = attribute != DicomAttribute.SpecificCharacterSet && Text(DicomAttribute.SpecificCharacterSet) == Utf8;
        var text = (isUtf8 ? System.Text.Encoding.UTF8 : System.Text.Encoding.Latin1).GetString(element.Value.Span).Trim(' ', '\0');
        return text.Length == 0 ? null : text;
    }

    public string RequiredText(DicomAttribute attribute) => Text(attribute) ?? throw Missing(attribute);

    /// <summary>The whole number of an attribute, checked against its row of the table.</summary>
    /// <exception cref="RadiographRefusedException">Absent though required, not a number, or not one that is read.</exception>
    public int Integer(DicomAttribute attribute)
    {
        if (!_elements.TryGetValue(attribute.Tag, out var element) || element.Value.IsEmpty)
            return attribute.Otherwise ?? throw Missing(attribute);
        return attribute.Check(attribute.IsText ? ParseInteger(attribute) : ReadShort(attribute, element.Value.Span));
    }

    /// <summary>The decimal numbers of an attribute; null where it is absent or empty.</summary>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Malformed"/>: other text, or another number of values.</exception>
    public double[]? Decimals(DicomAttribute attribute, int count)
    {
        if (Text(attribute) is not { } text)
            return null;
        var parts = text.Split('\\');
        var values = new double[count];
        for (var at = 0; at < count; at++)
        {
            if (parts.Length != count
                || !double.TryParse(parts[at].AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out values[at])
                || !double.IsFinite(values[at]))
            {
                Refuse.Malformed($"{count} decimal number(s) in the attribute {attribute.Name}", "other text");
            }
        }

        return values;
    }

    private static RadiographRefusedException Missing(DicomAttribute attribute)
        => new(RefusalReason.Malformed, $"the attribute {attribute.Name}", "none");

    private int ParseInteger(DicomAttribute attribute)
    {
        if (!int.TryParse(Text(attribute), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
            Refuse.Malformed($"a whole number in the attribute {attribute.Name}", "other text");
        return value;
    }

    private ushort ReadShort(DicomAttribute attribute, ReadOnlySpan<byte> value)
    {
        if (value.Length != 2)
            Refuse.Malformed($"2 bytes in the attribute {attribute.Name}", $"{value.Length}");
        return Encoding.IsBigEndian ? BinaryPrimitives.ReadUInt16BigEndian(value) : BinaryPrimitives.ReadUInt16LittleEndian(value);
    }

    private void Add(DicomElement element)
    {
        // Which of two contradicting values is true can't be known.
        if (DicomAttribute.IsRead(element.Tag) && !_elements.TryAdd(element.Tag, element))
            Refuse.Malformed("each DICOM attribute once", "one twice");
    }
}
