using Npgsql;

namespace ContentFactory.Tests.Support;

internal sealed record Column(string Name, string Type, int? MaxLength, bool Nullable, bool HasDefault);

/// <param name="Columns">Pairs of own and foreign column.</param>
internal sealed record ForeignKey(string Name, string Table, string Target, IReadOnlyList<(string Own, string Foreign)> Columns)
{
    /// <summary>A company has files before one of them is its logo.</summary>
    public bool ComesLater => (Table, Target) == ("companies", "media_items");
}

internal sealed record Table(string Name, IReadOnlyList<Column> Columns, IReadOnlyList<ForeignKey> ForeignKeys, string Checks, IReadOnlySet<string> UniqueColumns)
{
    /// <summary>The column that holds the tenant; null for tables without one.</summary>
    public string? TenantColumn => Name == "tenants" ? "id" : Columns.Any(c => c.Name == "tenant_id") ? "tenant_id" : null;
}

/// <summary>The tables of a database as PostgreSQL describes them; partitions count as their parent.</summary>
internal sealed class Catalogue
{
    private const string Tables = """
        select c.relname, a.attname, t.typname, case when t.typname in ('varchar', 'bpchar') and a.atttypmod > 4 then a.atttypmod - 4 end, not a.attnotnull,
               a.atthasdef or a.attidentity <> '' or a.attgenerated <> ''
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        join pg_type t on t.oid = a.atttypid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        order by c.relname, a.attnum
        """;

    private const string Keys = """
        select k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
               array(select a.attname::text from unnest(k.conkey) with ordinality o(n, i) join pg_attribute a on a.attrelid = k.conrelid and a.attnum = o.n order by i),
               array(select a.attname::text from unnest(k.confkey) with ordinality o(n, i) join pg_attribute a on a.attrelid = k.confrelid and a.attnum = o.n order by i)
        from pg_constraint k join pg_class c on c.oid = k.conrelid
        where k.contype = 'f' and k.conparentid = 0 and not c.relispartition and c.relnamespace = 'public'::regnamespace
        """;

    private const string Checks = """
        select conrelid::regclass::text, string_agg(pg_get_constraintdef(oid), E'\n') from pg_constraint
        where contype = 'c' and connamespace = 'public'::regnamespace group by 1
        """;

    private const string Unique = """
        select i.indrelid::regclass::text, array_agg(distinct a.attname::text)
        from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
        where i.indisunique and i.indrelid::regclass::text not like 'pg\_%' group by 1
        """;

    private Catalogue(IReadOnlyList<Table> all) => All = all;

    public IReadOnlyList<Table> All { get; }

    /// <summary>Tables whose rows belong to a tenant, the tenants themselves first, every table behind those it points to.</summary>
    public IReadOnlyList<Table> TenantTables => InOrder([.. All.Where(t => t.TenantColumn is not null)]);

    public Table this[string name] => All.Single(t => t.Name == name);

    public static async Task<Catalogue> ReadAsync(NpgsqlConnection connection)
    {
        var keys = await Sql.RowsAsync(connection, Keys, r => new ForeignKey(r.GetString(0), r.GetString(1), r.GetString(2), [.. r.GetFieldValue<string[]>(3).Zip(r.GetFieldValue<string[]>(4))]));
        var checks = (await Sql.RowsAsync(connection, Checks, r => (r.GetString(0), r.GetString(1)))).ToDictionary();
        var unique = (await Sql.RowsAsync(connection, Unique, r => (r.GetString(0), r.GetFieldValue<string[]>(1).ToHashSet()))).ToDictionary();
        var columns = await Sql.RowsAsync(connection, Tables, r => (Table: r.GetString(0), Column: new Column(r.GetString(1), r.GetString(2), r.IsDBNull(3) ? null : r.GetInt32(3), r.GetBoolean(4), r.GetBoolean(5))));
        return new([.. columns.GroupBy(c => c.Table, c => c.Column).Select(t => new Table(
            t.Key, [.. t], [.. keys.Where(k => k.Table == t.Key)], checks.GetValueOrDefault(t.Key, ""), unique.GetValueOrDefault(t.Key, [])))]);
    }

    private static List<Table> InOrder(List<Table> waiting)
    {
        var ordered = new List<Table>();
        while (waiting.Count > 0)
        {
            var names = waiting.Select(t => t.Name).ToHashSet();
            var ready = waiting.Where(t => !t.ForeignKeys.Any(k => k.Target != t.Name && names.Contains(k.Target) && !k.ComesLater)).ToList();
            if (ready.Count == 0)
                throw new InvalidOperationException($"Foreign keys go in a circle: {string.Join(", ", names)}");
            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }
        return ordered;
    }
}
