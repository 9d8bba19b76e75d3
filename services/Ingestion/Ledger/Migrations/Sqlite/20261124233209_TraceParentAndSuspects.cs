using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.Ingestion.Ledger.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class TraceParentAndSuspects : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "Outbox",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TraceParent",
                table: "Analyses",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_Analyses_Suspect",
                table: "Analyses",
                column: "Suspect",
                filter: "\"Suspect\"");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Analyses_Suspect",
                table: "Analyses");

            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "Outbox");

            migrationBuilder.DropColumn(
                name: "TraceParent",
                table: "Analyses");
        }
    }
}
