using Microsoft.EntityFrameworkCore.Migrations;

namespace ContentFactory.Domain.Migrations;

/// <summary>A migration that runs the embedded SQL files of its name. Forward only: a released one is never edited.</summary>
internal abstract class SqlMigration(params string[] files) : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        foreach (var file in files)
            migrationBuilder.Sql(Read(file));
    }

    internal static string Read(string file)
    {
        var name = $"ContentFactory.Domain.Migrations.{file}.sql";
        using var stream = typeof(SqlMigration).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"No embedded {name}");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
