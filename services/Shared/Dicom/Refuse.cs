using System.Diagnostics.CodeAnalysis;

namespace AxSpA.Cloud.Dicom;

/// <summary>The refusals that every format shares.</summary>
internal static class Refuse
{
    [DoesNotReturn]
    public static void Malformed(string expected, string found) => throw new RadiographRefusedException(RefusalReason.Malformed, expected, found);

    [DoesNotReturn]
    public static void Truncated(string expected, string found) => throw new RadiographRefusedException(RefusalReason.Truncated, expected, found);
}
