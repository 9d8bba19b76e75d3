using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.Ingestion.Ledger.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Analyses",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AnalysisId = table.Column<Guid>(type: "TEXT", nullable: false),
                    RadiographId = table.Column<string>(type: "TEXT", nullable: false),
                    PixelDigest = table.Column<string>(type: "TEXT", nullable: false),
                    PlanDigest = table.Column<string>(type: "TEXT", nullable: false),
                    Plan = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DeadlineAt = table.Column<long>(type: "INTEGER", nullable: true),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Suspect = table.Column<bool>(type: "INTEGER", nullable: false),
                    FaultedAttempt = table.Column<int>(type: "INTEGER", nullable: false),
                    LastFault = table.Column<string>(type: "TEXT", nullable: true),
                    RepeatsEarlier = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Analyses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Facts",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    AnalysisId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Event = table.Column<string>(type: "TEXT", nullable: false),
                    Route = table.Column<int>(type: "INTEGER", nullable: false),
                    Payload = table.Column<string>(type: "TEXT", nullable: false),
                    RecordedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Facts", x => x.Id);
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
                name: "PlanActivations",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PlanDigest = table.Column<string>(type: "TEXT", nullable: false),
                    ActivatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanActivations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Radiographs",
                columns: table => new
                {
                    RadiographId = table.Column<string>(type: "TEXT", nullable: false),
                    Site = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: true),
                    PixelDigest = table.Column<string>(type: "TEXT", nullable: false),
                    ImageName = table.Column<string>(type: "TEXT", nullable: false),
                    ImageBytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Rows = table.Column<int>(type: "INTEGER", nullable: false),
                    Columns = table.Column<int>(type: "INTEGER", nullable: false),
                    RowSpacingMm = table.Column<double>(type: "REAL", nullable: true),
                    ColumnSpacingMm = table.Column<double>(type: "REAL", nullable: true),
                    AcquisitionDate = table.Column<DateOnly>(type: "TEXT", nullable: true),
                    LateralityBasis = table.Column<int>(type: "INTEGER", nullable: false),
                    DecodeMilliseconds = table.Column<double>(type: "REAL", nullable: false),
                    AcceptedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Radiographs", x => x.RadiographId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_AnalysisId",
                table: "Analyses",
                column: "AnalysisId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_PixelDigest_State",
                table: "Analyses",
                columns: new[] { "PixelDigest", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_RadiographId",
                table: "Analyses",
                column: "RadiographId");

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_State_Id",
                table: "Analyses",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Facts_AnalysisId_Event_Route",
                table: "Facts",
                columns: new[] { "AnalysisId", "Event", "Route" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Analyses");

            migrationBuilder.DropTable(
                name: "Facts");

            migrationBuilder.DropTable(
                name: "Outbox");

            migrationBuilder.DropTable(
                name: "PlanActivations");

            migrationBuilder.DropTable(
                name: "Radiographs");
        }
    }
}
