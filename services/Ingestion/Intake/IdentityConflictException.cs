using AxSpA.Cloud.Ingestion.Ledger;

namespace AxSpA.Cloud.Ingestion;

/// <summary>A SOP Instance UID names one image for ever; this one came with other pixels than before.</summary>
public sealed class IdentityConflictException(string expectedDigest, string foundDigest)
    : Exception($"expected the pixels that this SOP Instance UID had before (SHA-256 {expectedDigest[..12]}…), found others ({foundDigest[..12]}…)")
{
    internal static void ThrowIfOther(RadiographRow known, string pixelDigest)
    {
        if (known.PixelDigest != pixelDigest)
            throw new IdentityConflictException(known.PixelDigest, pixelDigest);
    }
}
