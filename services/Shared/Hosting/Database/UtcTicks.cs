using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace AxSpA.Cloud.Hosting.Database;

/// <summary>Times as UTC ticks: SQLite has no type for them, and ticks compare and sort as times do.</summary>
public static class UtcTicks
{
    /// <summary>Stores every <see cref="DateTimeOffset"/> of the model as UTC ticks.</summary>
    public static void StoreTimesAsTicks(this ModelConfigurationBuilder configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        configuration.Properties<DateTimeOffset>().HaveConversion<Converter>();
    }

    private sealed class Converter() : ValueConverter<DateTimeOffset, long>(time => time.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));
}
