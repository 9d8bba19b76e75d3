using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace AxSpA.Cloud.Ingestion.Ledger.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.EnsureSchema(
                name: "ingestion");

            migrationBuilder.CreateTable(
                name: "Analyses",
                schema: "ingestion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AnalysisId = table.Column<Guid>(type: "uuid", nullable: false),
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    PixelDigest = table.Column<string>(type: "text", nullable: false),
                    PlanDigest = table.Column<string>(type: "text", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: false),
                    DeadlineAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Suspect = table.Column<bool>(type: "boolean", nullable: false),
                    FaultedAttempt = table.Column<int>(type: "integer", nullable: false),
                    LastFault = table.Column<string>(type: "text", nullable: true),
                    RepeatsEarlier = table.Column<bool>(type: "boolean", nullable: false),
                    TraceParent = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Analyses", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Facts",
                schema: "ingestion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    AnalysisId = table.Column<Guid>(type: "uuid", nullable: false),
                    Event = table.Column<string>(type: "text", nullable: false),
                    Route = table.Column<int>(type: "integer", nullable: false),
                    Payload = table.Column<string>(type: "text", nullable: false),
                    RecordedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Facts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Outbox",
                schema: "ingestion",
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
                name: "PlanActivations",
                schema: "ingestion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PlanDigest = table.Column<string>(type: "text", nullable: false),
                    ActivatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlanActivations", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Radiographs",
                schema: "ingestion",
                columns: table => new
                {
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    Site = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: true),
                    PixelDigest = table.Column<string>(type: "text", nullable: false),
                    ImageName = table.Column<string>(type: "text", nullable: false),
                    ImageBytes = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<int>(type: "integer", nullable: false),
                    Columns = table.Column<int>(type: "integer", nullable: false),
                    RowSpacingMm = table.Column<double>(type: "double precision", nullable: true),
                    ColumnSpacingMm = table.Column<double>(type: "double precision", nullable: true),
                    AcquisitionDate = table.Column<DateOnly>(type: "date", nullable: true),
                    LateralityBasis = table.Column<int>(type: "integer", nullable: false),
                    DecodeMilliseconds = table.Column<double>(type: "double precision", nullable: false),
                    AcceptedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Radiographs", x => x.RadiographId);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_AnalysisId",
                schema: "ingestion",
                table: "Analyses",
                column: "AnalysisId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_PixelDigest_State",
                schema: "ingestion",
                table: "Analyses",
                columns: new[] { "PixelDigest", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_RadiographId",
                schema: "ingestion",
                table: "Analyses",
                column: "RadiographId");

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_State_Id",
                schema: "ingestion",
                table: "Analyses",
                columns: new[] { "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_Suspect",
                schema: "ingestion",
                table: "Analyses",
                column: "Suspect",
                filter: "\"Suspect\"");

            migrationBuilder.CreateIndex(
                name: "IX_Facts_AnalysisId_Event_Route",
                schema: "ingestion",
                table: "Facts",
                columns: new[] { "AnalysisId", "Event", "Route" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Analyses",
                schema: "ingestion");

            migrationBuilder.DropTable(
                name: "Facts",
                schema: "ingestion");

            migrationBuilder.DropTable(
                name: "Outbox",
                schema: "ingestion");

            migrationBuilder.DropTable(
                name: "PlanActivations",
                schema: "ingestion");

            migrationBuilder.DropTable(
                name: "Radiographs",
                schema: "ingestion");
        }
    }
}
