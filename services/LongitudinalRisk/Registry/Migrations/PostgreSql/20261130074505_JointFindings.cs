using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class JointFindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LeftJoint",
                schema: "longitudinal_risk",
                table: "Classifications",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RightJoint",
                schema: "longitudinal_risk",
                table: "Classifications",
                type: "integer",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LeftJoint",
                schema: "longitudinal_risk",
                table: "Classifications");

            migrationBuilder.DropColumn(
                name: "RightJoint",
                schema: "longitudinal_risk",
                table: "Classifications");
        }
    }
}
