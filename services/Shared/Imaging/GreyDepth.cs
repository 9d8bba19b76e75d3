namespace AxSpA.Cloud.Imaging;

/// <summary>The pixel type of a canonical radiograph. It is kept, never widened or narrowed: Otsu's bins depend on it.</summary>
public enum GreyDepth
{
    /// <summary>Unsigned 8 bit, 0..255.</summary>
    Eight = 8,

    /// <summary>Unsigned 16 bit, 0..65535.</summary>
    Sixteen = 16,
}
