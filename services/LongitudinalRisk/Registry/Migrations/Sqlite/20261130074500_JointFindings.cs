using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AxSpA.Cloud.LongitudinalRisk.Registry.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class JointFindings : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "LeftJoint",
                table: "Classifications",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RightJoint",
                table: "Classifications",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "LeftJoint",
                table: "Classifications");

            migrationBuilder.DropColumn(
                name: "RightJoint",
                table: "Classifications");
        }
    }
}
