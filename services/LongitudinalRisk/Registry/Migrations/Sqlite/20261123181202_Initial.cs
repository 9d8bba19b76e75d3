using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Classifications",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AnalysisId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Route = table.Column<int>(type: "INTEGER", nullable: false),
                    RadiographId = table.Column<string>(type: "TEXT", nullable: false),
                    ModelName = table.Column<string>(type: "TEXT", nullable: false),
                    ModelVersion = table.Column<string>(type: "TEXT", nullable: false),
                    ModelCardDigest = table.Column<string>(type: "TEXT", nullable: false),
                    ModelWeightsDigest = table.Column<string>(type: "TEXT", nullable: false),
                    Probability = table.Column<double>(type: "REAL", nullable: false),
                    Cutoff = table.Column<double>(type: "REAL", nullable: false),
                    Positive = table.Column<bool>(type: "INTEGER", nullable: false),
                    Confident = table.Column<bool>(type: "INTEGER", nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Classifications", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Outbox", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Radiographs",
                columns: table => new
                {
                    RadiographId = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: true),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    AcquisitionDate = table.Column<DateOnly>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Radiographs", x => x.RadiographId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Classifications_AnalysisId_Route",
                table: "Classifications",
                columns: new[] { "AnalysisId", "Route" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Classifications_RadiographId",
                table: "Classifications",
                column: "RadiographId");

            migrationBuilder.CreateIndex(
                name: "IX_Radiographs_Subject",
                table: "Radiographs",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Classifications");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "Radiographs");
        }
    }
}
