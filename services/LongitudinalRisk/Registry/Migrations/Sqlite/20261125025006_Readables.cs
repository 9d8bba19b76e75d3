using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Readables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Readables",
                columns: table => new
                {
                    Cohort = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    RadiographId = table.Column<string>(type: "TEXT", nullable: false),
                    Place = table.Column<string>(type: "TEXT", nullable: false),
                    Readers = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readables", x => new { x.Cohort, x.Subject, x.RadiographId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Readables_Cohort_Place",
                table: "Readables",
                columns: new[] { "Cohort", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_Readables_Subject",
                table: "Readables",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Readables");
        }
    }
}
