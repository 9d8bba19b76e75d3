namespace AxSpA.Cloud.Imaging;

/// <summary>One picture of a contact sheet.</summary>
/// <param name="Picture">A colour PNG, as <see cref="Overlay"/> draws it.</param>
/// <param name="Region">The part of it that is shown.</param>
/// <param name="Words">Lines below it, in ASCII.</param>
public sealed record ContactSheetCell(byte[] Picture, PixelRectangle Region, IReadOnlyList<string> Words);
