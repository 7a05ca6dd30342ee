using ContentFactory.Domain.Data;
using Npgsql;

namespace ContentFactory.Domain.Access.Keys;

/// <summary>A second database, which several nodes share and which is backed up on its own. Makes its two tables itself.</summary>
internal sealed class DatabaseKeyStore(KeysDb database) : ITenantKeyStore
{
    private const string Tables = """
        select pg_advisory_xact_lock(7046029254386353131);
        create table if not exists key_store (one boolean primary key default true check (one), id uuid not null);
        create table if not exists tenant_keys (tenant_id uuid not null, generation int not null, wrapped bytea not null, created_at timestamptz not null, primary key (tenant_id, generation))
        """;

    private volatile bool made;

    public Guid? Identity() => Run("select id from key_store", command => (Guid?)command.ExecuteScalar());

    public Guid Identify(Guid id) => Run(
        "with added as (insert into key_store (id) values ($1) on conflict do nothing returning id) select id from added union all select id from key_store limit 1", command => (Guid)command.ExecuteScalar()!, id);

    public IReadOnlyList<StoredKey> Read(Guid tenantId) => Run("select generation, wrapped, created_at from tenant_keys where tenant_id = $1", command =>
    {
        var keys = new List<StoredKey>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
            keys.Add(new(rows.GetInt32(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<DateTimeOffset>(2)));
        return keys;
    }, tenantId);

    public bool Add(Guid tenantId, StoredKey key) => Run(
        "insert into tenant_keys (tenant_id, generation, wrapped, created_at) values ($1, $2, $3, $4) on conflict do nothing", command => command.ExecuteNonQuery() == 1,
        tenantId, key.Generation, key.Wrapped, key.CreatedAt.ToUniversalTime());

    public void Remove(Guid tenantId, int generation) => Run("delete from tenant_keys where tenant_id = $1 and generation = $2", command => command.ExecuteNonQuery(), tenantId, generation);

    public void Forget(Guid tenantId) => Run("delete from tenant_keys where tenant_id = $1", command => command.ExecuteNonQuery(), tenantId);

    public IReadOnlyList<Guid> Rotated() => Run("select tenant_id from tenant_keys group by tenant_id having count(*) > 1", command =>
    {
        var tenants = new List<Guid>();
        using var rows = command.ExecuteReader();
        while (rows.Read())
            tenants.Add(rows.GetGuid(0));
        return tenants;
    });

    public void Probe() => Identity();

    private T Run<T>(string sql, Func<NpgsqlCommand, T> act, params object[] values)
    {
        try
        {
            using var connection = database.Open();
            Make(connection);
            using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
                command.Parameters.AddWithValue(value);
            return act(command);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            throw new KeysAwayException(e.Message, e);
        }
    }

    private void Make(NpgsqlConnection connection)
    {
        if (made)
            return;
        using (var transaction = connection.BeginTransaction())
        {
            using var command = new NpgsqlCommand(Tables, connection, transaction);
            command.ExecuteNonQuery();
            transaction.Commit();
        }
        made = true;
    }
}
