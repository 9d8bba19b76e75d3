using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Longitudinal : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "ImageBytes",
                schema: "longitudinal_risk",
                table: "Radiographs",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ImageName",
                schema: "longitudinal_risk",
                table: "Radiographs",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ImageSha256",
                schema: "longitudinal_risk",
                table: "Radiographs",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Cohorts",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Rules = table.Column<string>(type: "text", nullable: false),
                    DerivedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Cohorts", x => x.Cohort);
                });

            migrationBuilder.CreateTable(
                name: "Flags",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Change = table.Column<int>(type: "integer", nullable: false),
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    AnalysisId = table.Column<Guid>(type: "uuid", nullable: false),
                    Route = table.Column<int>(type: "integer", nullable: false),
                    ModelName = table.Column<string>(type: "text", nullable: false),
                    ModelVersion = table.Column<string>(type: "text", nullable: false),
                    ModelCardDigest = table.Column<string>(type: "text", nullable: false),
                    ModelWeightsDigest = table.Column<string>(type: "text", nullable: false),
                    Probability = table.Column<double>(type: "double precision", nullable: false),
                    BaselineDate = table.Column<DateOnly>(type: "date", nullable: false),
                    Evidence = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Flags", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outcomes",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<int>(type: "integer", nullable: false),
                    LastSeenNonRadiographic = table.Column<DateOnly>(type: "date", nullable: true),
                    FirstSeenRadiographic = table.Column<DateOnly>(type: "date", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outcomes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Records",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Digest = table.Column<string>(type: "text", nullable: false),
                    Key = table.Column<string>(type: "text", nullable: false),
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    RadiographId = table.Column<string>(type: "text", nullable: true),
                    Content = table.Column<string>(type: "text", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false),
                    RecordedBy = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Records", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Streams",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Stream = table.Column<string>(type: "text", nullable: false),
                    LastSequence = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Streams", x => x.Stream);
                });

            migrationBuilder.CreateTable(
                name: "Subjects",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Subjects", x => new { x.Cohort, x.Subject });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Flags_Cohort_Subject",
                schema: "longitudinal_risk",
                table: "Flags",
                columns: new[] { "Cohort", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_Outcomes_Cohort_Subject",
                schema: "longitudinal_risk",
                table: "Outcomes",
                columns: new[] { "Cohort", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_Records_Cohort_Subject",
                schema: "longitudinal_risk",
                table: "Records",
                columns: new[] { "Cohort", "Subject" });

            migrationBuilder.CreateIndex(
                name: "IX_Records_Digest",
                schema: "longitudinal_risk",
                table: "Records",
                column: "Digest",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Records_Key",
                schema: "longitudinal_risk",
                table: "Records",
                column: "Key");

            migrationBuilder.CreateIndex(
                name: "IX_Records_RadiographId",
                schema: "longitudinal_risk",
                table: "Records",
                column: "RadiographId",
                filter: "\"RadiographId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Subjects_Subject",
                schema: "longitudinal_risk",
                table: "Subjects",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Cohorts",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Flags",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Outcomes",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Records",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Streams",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Subjects",
                schema: "longitudinal_risk");

            migrationBuilder.DropColumn(
                name: "ImageBytes",
                schema: "longitudinal_risk",
                table: "Radiographs");

            migrationBuilder.DropColumn(
                name: "ImageName",
                schema: "longitudinal_risk",
                table: "Radiographs");

            migrationBuilder.DropColumn(
                name: "ImageSha256",
                schema: "longitudinal_risk",
                table: "Radiographs");
        }
    }
}
