using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.Ingestion.Edge;

/// <summary>The table of what is owed outside. It is there in every ledger and stays empty where nothing is published.</summary>
internal static class DeliveryTable
{
    public static void HasDeliveries(this ModelBuilder model)
        => model.Entity<DeliveryRow>(table =>
        {
            table.ToTable("Deliveries");
            table.HasKey(row => row.Id);
            table.HasIndex(row => row.EventId).IsUnique();
            // Two transactions that gave one analysis the same place cannot both commit.
            table.HasIndex(row => new { row.AnalysisId, row.Sequence }).IsUnique();
            table.HasIndex(row => new { row.DeliveredAt, row.Id });
        });
}
