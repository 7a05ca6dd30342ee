using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Media;
using Npgsql;
using Row = System.Collections.Generic.Dictionary<string, object>;

namespace ContentFactory.Tests.Support;

/// <summary>
/// Gives a tenant one row in every tenant table, read from the catalogue: values by type and check, foreign keys followed, a canary in every
/// text. A table that it cannot fill fails the test, so that a new one joins the walks by itself or is noticed.
/// </summary>
internal sealed partial class RowBuilder
{
    private readonly NpgsqlConnection connection;
    private readonly Catalogue catalogue;
    private readonly Guid tenantId;
    private readonly string canary;
    private readonly Dictionary<string, Row> built = [];
    private int number;

    private RowBuilder(NpgsqlConnection connection, Catalogue catalogue, Guid tenantId, string canary) =>
        (this.connection, this.catalogue, this.tenantId, this.canary) = (connection, catalogue, tenantId, canary);

    /// <param name="canary">A short word of lower-case letters that no page would show otherwise.</param>
    /// <returns>The row of each table, column by column.</returns>
    public static async Task<IReadOnlyDictionary<string, Row>> FillAsync(TestDatabase database, Guid tenantId, string canary)
    {
        await using var connection = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        var catalogue = await Catalogue.ReadAsync(connection);
        var builder = new RowBuilder(connection, catalogue, tenantId, canary);
        foreach (var table in catalogue.TenantTables)
            builder.built[table.Name] = await builder.BuildAsync(table);
        return catalogue.TenantTables.ToDictionary(t => t.Name, t => builder.built[t.Name]);
    }

    private async Task<Row> BuildAsync(Table table)
    {
        if (table.Name == "tenants" && await ExistingAsync(table) is { } tenant)
            return tenant;
        var row = new Row();
        foreach (var key in table.ForeignKeys)
            await PointAsync(table, key, row);
        foreach (var column in table.Columns.Where(c => !row.ContainsKey(c.Name)))
            if (Value(table, column) is { } value)
                row[column.Name] = value;
        try
        {
            await InsertAsync(table.Name, row);
            return row;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UniqueViolation && table.TenantColumn is not null && table.Name != "tenants")
        {
            return await ExistingAsync(table) ?? throw new InvalidOperationException($"The row builder cannot fill {table.Name}: {e.MessageText}", e);
        }
        catch (PostgresException e)
        {
            throw new InvalidOperationException($"The row builder cannot fill {table.Name}: {e.MessageText}", e);
        }
    }

    private Task InsertAsync(string table, Row row)
    {
        var columns = string.Join(", ", row.Keys.Select(k => $"\"{k}\""));
        var values = string.Join(", ", row.Select((_, i) => $"${i + 1}"));
        return Sql.RunAsync(connection, $"insert into {table} ({columns}) values ({values})", [.. row.Values]);
    }

    private async Task PointAsync(Table table, ForeignKey key, Row row)
    {
        if (key.Target == table.Name || key.ComesLater)
            return;
        // its files lie on the disk
        if (key.Target == "media_stores")
            return;
        if (!built.TryGetValue(key.Target, out var target))
            built[key.Target] = target = key.Target == "people" ? await BuildAsync(catalogue["people"]) : await FirstAsync(key.Target);
        // each table that points to a person gets one of its own, so that nobody is a member twice
        if (key.Target == "people")
            built.Remove("people");
        foreach (var (own, foreign) in key.Columns)
            row[own] = target[foreign];
    }

    private Task<Row?> ExistingAsync(Table table) => ReadAsync($"select * from {table.Name} where {table.TenantColumn} = $1 limit 1", tenantId);

    private async Task<Row> FirstAsync(string table) =>
        await ReadAsync($"select * from {table} limit 1") ?? throw new InvalidOperationException($"The row builder knows no row of {table} to point to.");

    private async Task<Row?> ReadAsync(string sql, params object[] values) =>
        (await Sql.RowsAsync(connection, sql, r => Enumerable.Range(0, r.FieldCount).Where(i => !r.IsDBNull(i)).ToDictionary(r.GetName, r.GetValue), values)).FirstOrDefault();

    private object? Value(Table table, Column column)
    {
        if (column.Name == table.TenantColumn)
            return tenantId;
        if (FirstWord(table.Checks, column.Name) is { } word)
            // a draft is written in a role
            return column.Nullable && (table.Name, column.Name) is not ("ai_requests", "role") ? null : word;
        return column.Type switch
        {
            "text" or "varchar" or "bpchar" => Text(column),
            "_text" => new[] { Canary() },
            "uuid" => Id(column),
            // asked, decided and told: the queues would take up what is open while a test looks at it
            "timestamptz" when (table.Name, column.Name) is ("approval_asks", "closed_at" or "edited_at") or ("notifications", "forwarded_at") => Moment(column),
            // what waits has its time
            "timestamptz" when (table.Name, column.Name) is ("first_comments", "next_try_at") => Moment(column),
            _ when column.Nullable || column.HasDefault => null,
            "int2" => (short)Number(table, column),
            "int4" => Number(table, column),
            "int8" => (long)Number(table, column),
            // the first of those of which one must hold
            "bool" => table.Checks.Contains($"(({column.Name} OR ", StringComparison.Ordinal),
            "numeric" => 1m,
            "float8" => 1d,
            "timestamptz" => Moment(column),
            "date" => DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
            "time" => new TimeOnly(12, 0),
            "_int4" => new[] { 9 },
            "_uuid" => Array.Empty<Guid>(),
            "_date" => Array.Empty<DateOnly>(),
            "_timestamptz" => Array.Empty<DateTimeOffset>(),
            "bytea" => Encoding.UTF8.GetBytes(Canary()),
            "_time" => new[] { new TimeOnly(12, 0) },
            "jsonb" => new Json(column.Name == "variables" ? "[]" : column.Name == "seen" ? $$"""[{"ExternalId":"1","Start":"{{Canary()}}"}]""" : "{}"),
            _ => throw new InvalidOperationException($"The row builder has no value for {table.Name}.{column.Name} ({column.Type})."),
        };
    }

    /// <summary>What pages parse must be true; everything else carries the canary.</summary>
    private string Text(Column column)
    {
        var text = column.Name switch
        {
            "zone_id" => "Europe/Moscow",
            "language" or "culture" => "ru",
            "currency" or "ai_currency" => "USD",
            "platform" => "telegram",
            "action" => "edit_tenant",
            "content_type" => "image/png",
            "brand_primary" or "brand_secondary" => "#204060",
            "store_key" => MediaFiles.KeyOf(tenantId, Ids.New(TimeProvider.System), ".png", TimeProvider.System.GetUtcNow()),
            "website" or "address" or "link" or "url" or "thumbnail_url" => $"https://example.test/{Canary()}",
            _ => Canary(),
        };
        return column.MaxLength is { } max && text.Length > max ? text[..max] : text;
    }

    private string Canary() => string.Create(CultureInfo.InvariantCulture, $"{canary}{++number}");

    /// <summary>Ids that are no foreign keys still mean something: the row of that table where there is one.</summary>
    private object? Id(Column column)
    {
        if (column.Name == "id" || !column.Name.EndsWith("_id", StringComparison.Ordinal))
            return Ids.New(TimeProvider.System);
        if (built.GetValueOrDefault(column.Name[..^3] + "s") is { } target && target.TryGetValue("id", out var id))
            return id;
        return column.Nullable ? null : Ids.New(TimeProvider.System);
    }

    private int Number(Table table, Column column)
    {
        // the few places that a check allows are each tenant's own
        if (table.UniqueColumns.Contains(column.Name) && !Regex.IsMatch(table.Checks, $@"\(""?{column.Name}""? <= \d\)"))
            return 1_000_000 + RandomBelowMillion();
        var least = Regex.Match(table.Checks, $@"\({column.Name} >= (\d+)\)");
        return least.Success ? Math.Max(1, int.Parse(least.Groups[1].Value, CultureInfo.InvariantCulture)) : 1;
    }

    // far from due, so that no queue takes the row up while a test looks at it
    private static DateTimeOffset Moment(Column column)
    {
        var now = TimeProvider.System.GetUtcNow();
        return Later().IsMatch(column.Name) ? now.AddDays(20) : now;
    }

    private static int RandomBelowMillion() => System.Security.Cryptography.RandomNumberGenerator.GetInt32(1_000_000);

    // a check of this column alone starts so; one that compares columns has one more bracket
    private static string? FirstWord(string checks, string column)
    {
        var words = Regex.Match(checks, $@"CHECK \(\(\({column}\)::text = ANY \(\(ARRAY\['([^']*)'");
        return words.Success ? words.Groups[1].Value : null;
    }

    [GeneratedRegex("^(due|expires|scheduled|ends)_at$|^next_")]
    private static partial Regex Later();
}
