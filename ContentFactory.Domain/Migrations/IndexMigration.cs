using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

/// <summary>
/// One index that is built beside the writers, in the embedded SQL file of its name. A build that was broken off leaves an index that is written and
/// never read: it is taken away before each try.
/// </summary>
internal abstract class IndexMigration(string file, string index) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql($"drop index concurrently if exists {index}", suppressTransaction: true);
        migrationBuilder.Sql(SqlMigration.Read(file), suppressTransaction: true);
    }
}
