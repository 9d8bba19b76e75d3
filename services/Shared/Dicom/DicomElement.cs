namespace AxSpA.Cloud.Dicom;

/// <summary>A top-level element of a data set.</summary>
/// <param name="Tag">Group and element, 0xGGGGEEEE.</param>
/// <param name="Representation">Its value representation; empty where the file doesn't say.</param>
/// <param name="Value">Its bytes; of a sequence of undefined length, its items.</param>
/// <param name="DeclaredBytes">The length that the element claims; null where undefined. For pixel data it may exceed the value.</param>
internal readonly record struct DicomElement(uint Tag, string Representation, ReadOnlyMemory<byte> Value, uint? DeclaredBytes);
