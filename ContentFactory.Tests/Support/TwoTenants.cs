using ContentFactory.Domain;
using Npgsql;

namespace ContentFactory.Tests.Support;

/// <summary>A domain with the tenants A and B, each with a row in every tenant table.</summary>
public sealed class TwoTenants : TestDomain
{
    internal TestTenant A { get; private set; } = null!;
    internal TestTenant B { get; private set; } = null!;
    internal IReadOnlyList<Table> Tables { get; private set; } = [];
    internal IReadOnlyDictionary<string, Dictionary<string, object>> RowsOfA { get; private set; } = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (A, B) = (await AddTenantAsync("alpha"), await AddTenantAsync("beta"));
        RowsOfA = await RowBuilder.FillAsync(Database, A.Id, "zqalpha");
        await RowBuilder.FillAsync(Database, B.Id, "zqbeta");
        await using var connection = await Sql.OpenAsync(Database.ConnectionString("cf_owner"));
        Tables = (await Catalogue.ReadAsync(connection)).TenantTables;
    }

    /// <summary>Everything that the connection can do to the rows of the foreign tenant, as sentences.</summary>
    internal Task<List<string>> WalkAsync(NpgsqlConnection connection, TestTenant foreign) => WalkAsync(Database, Tables, connection, foreign.Id);

    internal static async Task<List<string>> WalkAsync(TestDatabase database, IReadOnlyList<Table> tables, NpgsqlConnection connection, Guid foreign)
    {
        await using var system = await Sql.OpenAsync(database.ConnectionString("cf_system"));
        var found = new List<string>();
        foreach (var table in tables)
        {
            var mine = $"from {table.Name} where {table.TenantColumn} = $1";
            if (await Sql.ValueAsync<long>(connection, $"select count(*) {mine}", foreign) > 0)
                found.Add($"{table.Name}: a row can be read");
            await ChangeAsync("updated", $"update {table.Name} set {table.TenantColumn} = {table.TenantColumn} where {table.TenantColumn} = $1", foreign);
            await ChangeAsync("deleted", $"delete {mine}", foreign);
            var copy = await Sql.ValueAsync<string>(system, $"select to_jsonb(r)::text from {table.Name} r where {table.TenantColumn} = $1 limit 1", foreign);
            if (await Sql.TryAsync(connection, $"insert into {table.Name} select * from jsonb_populate_record(null::{table.Name}, $1)", new Json(copy)) is var (state, _) && state != PostgresErrorCodes.InsufficientPrivilege)
                found.Add($"{table.Name}: a row could be inserted ({state})");

            async Task ChangeAsync(string what, string sql, Guid tenant)
            {
                var (refused, rows) = await Sql.TryAsync(connection, sql, tenant);
                if (rows > 0 || refused is not (null or PostgresErrorCodes.InsufficientPrivilege))
                    found.Add($"{table.Name}: a row can be {what} ({refused})");
            }
        }
        return found;
    }

    /// <summary>Two filled tenants in a bare database, for tests that damage it.</summary>
    internal static async Task<(Guid A, Guid B)> FillAsync(TestDatabase database)
    {
        var (a, b) = (Ids.New(TimeProvider.System), Ids.New(TimeProvider.System));
        await RowBuilder.FillAsync(database, a, "zqalpha");
        await RowBuilder.FillAsync(database, b, "zqbeta");
        return (a, b);
    }
}
