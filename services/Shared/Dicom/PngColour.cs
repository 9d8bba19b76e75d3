namespace AxSpA.Cloud.Dicom;

/// <summary>The colour types of PNG, numbered as the standard does.</summary>
internal enum PngColour : byte
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
