using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "longitudinal_risk");

            migrationBuilder.CreateTable(
                name: "Classifications",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AnalysisId = table.Column<Guid>(type: "uuid", nullable: false),
                    Route = table.Column<int>(type: "integer", nullable: false),
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    ModelName = table.Column<string>(type: "text", nullable: false),
                    ModelVersion = table.Column<string>(type: "text", nullable: false),
                    ModelCardDigest = table.Column<string>(type: "text", nullable: false),
                    ModelWeightsDigest = table.Column<string>(type: "text", nullable: false),
                    Probability = table.Column<double>(type: "double precision", nullable: false),
                    Cutoff = table.Column<double>(type: "double precision", nullable: false),
                    Positive = table.Column<bool>(type: "boolean", nullable: false),
                    Confident = table.Column<bool>(type: "boolean", nullable: false),
                    RegisteredAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Classifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Event = table.Column<string>(type: "text", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    TraceParent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Radiographs",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: true),
                    Site = table.Column<string>(type: "text", nullable: false),
                    AcquisitionDate = table.Column<DateOnly>(type: "date", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Radiographs", x => x.RadiographId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Classifications_AnalysisId_Route",
                schema: "longitudinal_risk",
                table: "Classifications",
                columns: new[] { "AnalysisId", "Route" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Classifications_RadiographId",
                schema: "longitudinal_risk",
                table: "Classifications",
                column: "RadiographId");

            migrationBuilder.CreateIndex(
                name: "IX_Radiographs_Subject",
                schema: "longitudinal_risk",
                table: "Radiographs",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Classifications",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Outbox",
                schema: "longitudinal_risk");

            migrationBuilder.DropTable(
                name: "Radiographs",
                schema: "longitudinal_risk");
        }
    }
}
