using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class Readables : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "Readables",
                schema: "longitudinal_risk",
                columns: table => new
                {
                    Cohort = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    RadiographId = table.Column<string>(type: "text", nullable: false),
                    Place = table.Column<string>(type: "text", nullable: false),
                    Readers = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Readables", x => new { x.Cohort, x.Subject, x.RadiographId });
                });

            migrationBuilder.CreateIndex(
                name: "IX_Readables_Cohort_Place",
                schema: "longitudinal_risk",
                table: "Readables",
                columns: new[] { "Cohort", "Place" });

            migrationBuilder.CreateIndex(
                name: "IX_Readables_Subject",
                schema: "longitudinal_risk",
                table: "Readables",
                column: "Subject");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Readables",
                schema: "longitudinal_risk");
        }
    }
}
