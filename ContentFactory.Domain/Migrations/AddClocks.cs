using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Quartz;

namespace ContentFactory.Domain.Migrations;

/// <summary>The tables of the clocks as the library brings them.</summary>
[DbContext(typeof(AppDb)), Migration("20261128000170_clocks")]
internal sealed class AddClocks : Migration
{
    private const string Schema = "Quartz.Impl.AdoJobStore.Schema.create_postgres.sql";
    private const string Prefix = "qrtz_";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        using var stream = typeof(IScheduler).Assembly.GetManifestResourceStream(Schema) ?? throw new InvalidOperationException($"No embedded {Schema}");
        using var reader = new StreamReader(stream);
        // {0} is the prefix of tables, {1} the same without a schema's name
        migrationBuilder.Sql(reader.ReadToEnd().Replace("{0}", Prefix, StringComparison.Ordinal).Replace("{1}", Prefix, StringComparison.Ordinal));
        migrationBuilder.Sql("""
            do $$
            declare
                name text;
            begin
                for name in select tablename from pg_tables where schemaname = 'public' and tablename like 'qrtz\_%' loop
                    execute format('grant select, insert, update, delete on %I to cf_system', name);
                end loop;
            end $$;
            """);
    }
}
