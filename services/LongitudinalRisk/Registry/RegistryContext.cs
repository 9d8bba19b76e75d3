using AxSpA.Cloud.Contracts;
using AxSpA.Cloud.Hosting.Database;
using AxSpA.Cloud.Hosting.Outbox;
using Microsoft.EntityFrameworkCore;

namespace AxSpA.Cloud.LongitudinalRisk.Registry;

/// <summary>What the registry holds.</summary>
public sealed class RegistryContext(DbContextOptions<RegistryContext> options) : DbContext(options)
{
    public DbSet<RegisteredRadiograph> Radiographs => Set<RegisteredRadiograph>();

    public DbSet<RegisteredClassification> Classifications => Set<RegisteredClassification>();

    public DbSet<RecordRow> Records => Set<RecordRow>();

    public DbSet<SubjectRow> Subjects => Set<SubjectRow>();

    public DbSet<ReadableRow> Readables => Set<ReadableRow>();

    public DbSet<FlagRow> Flags => Set<FlagRow>();

    public DbSet<OutcomeRow> Outcomes => Set<OutcomeRow>();

    public DbSet<StreamRow> Streams => Set<StreamRow>();

    public DbSet<CohortRow> Cohorts => Set<CohortRow>();

    public DbSet<UnderivedRow> Underived => Set<UnderivedRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) => configurationBuilder.StoreTimesAsTicks();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        modelBuilder.HasOwner(this, Services.LongitudinalRisk);
        modelBuilder.HasOutbox();
        modelBuilder.Entity<RegisteredRadiograph>(table =>
        {
            table.HasKey(radiograph => radiograph.RadiographId);
            table.HasIndex(radiograph => radiograph.Subject);
        });
        modelBuilder.Entity<RegisteredClassification>(table =>
        {
            table.HasKey(classification => classification.Id);
            table.HasIndex(classification => new { classification.AnalysisId, classification.Route }).IsUnique();
            table.HasIndex(classification => classification.RadiographId);
        });
        modelBuilder.Entity<RecordRow>(table =>
        {
            table.HasKey(record => record.Id);
            table.HasIndex(record => record.Digest).IsUnique();
            table.HasIndex(record => record.Key);
            table.HasIndex(record => new { record.Cohort, record.Subject });
            table.HasIndex(record => record.RadiographId).HasFilter("\"RadiographId\" IS NOT NULL");
        });
        modelBuilder.Entity<SubjectRow>(table =>
        {
            table.HasKey(subject => new { subject.Cohort, subject.Subject });
            table.HasIndex(subject => subject.Subject);
        });
        modelBuilder.Entity<ReadableRow>(table =>
        {
            table.HasKey(radiograph => new { radiograph.Cohort, radiograph.Subject, radiograph.RadiographId });
            table.HasIndex(radiograph => radiograph.Subject);
            table.HasIndex(radiograph => new { radiograph.Cohort, radiograph.Place });
        });
        modelBuilder.Entity<FlagRow>(table =>
        {
            table.HasKey(flag => flag.Id);
            table.HasIndex(flag => new { flag.Cohort, flag.Subject });
        });
        modelBuilder.Entity<OutcomeRow>(table =>
        {
            table.HasKey(outcome => outcome.Id);
            table.HasIndex(outcome => new { outcome.Cohort, outcome.Subject });
        });
        modelBuilder.Entity<StreamRow>().HasKey(stream => stream.Stream);
        modelBuilder.Entity<CohortRow>().HasKey(cohort => cohort.Cohort);
        modelBuilder.Entity<UnderivedRow>().HasKey(subject => new { subject.Cohort, subject.Subject });
    }
}
