namespace AxSpA.Cloud.Dicom;

/// <summary>How small and how large a radiograph may be. Headers are checked against it before any memory for pixels is taken.</summary>
public sealed record ReadingLimits
{
    public static ReadingLimits Default { get; } = new();

    /// <summary>Least rows and least columns, in pixels. Below 64 the sacroiliac joints of a pelvis are not depicted.</summary>
    public int MinSide { get; init; } = 64;

    /// <summary>Most rows and most columns, in pixels. The largest detector in use, 43 cm at 0.1 mm, has 4,300; digitised film stays below 10,000.</summary>
    public int MaxSide { get; init; } = 10_000;

    /// <summary>Most pixels. 64 Mi pixels take 128 MiB as a canonical radiograph.</summary>
    public long MaxPixels { get; init; } = 64L << 20;

    /// <summary>Most bytes of a file. The largest radiograph within the other limits takes 384 MiB uncompressed (16-bit RGB).</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.Empty"/> or <see cref="RefusalReason.TooManyBytes"/>.</exception>
    public void CheckBytes(long bytes)
    {
        if (bytes == 0)
            throw new RadiographRefusedException(RefusalReason.Empty, "a radiograph file", "no bytes");
        if (bytes > MaxBytes)
            throw new RadiographRefusedException(RefusalReason.TooManyBytes, $"at most {MaxBytes} bytes", $"{bytes}");
    }

    /// <summary>Checks what a header says; <paramref name="rows"/> and <paramref name="columns"/> may be any number.</summary>
    /// <exception cref="RadiographRefusedException"><see cref="RefusalReason.TooSmall"/> or <see cref="RefusalReason.TooLarge"/>.</exception>
    public void CheckSize(long rows, long columns)
    {
        var found = $"{rows} × {columns}";
        if (rows < MinSide || columns < MinSide)
            throw new RadiographRefusedException(RefusalReason.TooSmall, $"at least {MinSide} × {MinSide} pixels", found);
        if (rows > MaxSide || columns > MaxSide)
            throw new RadiographRefusedException(RefusalReason.TooLarge, $"at most {MaxSide} × {MaxSide} pixels", found);
        if (rows * columns > MaxPixels)
            throw new RadiographRefusedException(RefusalReason.TooLarge, $"at most {MaxPixels} pixels", $"{found}, {rows * columns}");
    }
}
