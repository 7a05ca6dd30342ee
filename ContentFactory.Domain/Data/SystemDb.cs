using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>
/// Connections of cf_system, which sees every tenant. An architecture test lists the classes that may take it; each statement
/// carries tenant_id in its rows and joins.
/// </summary>
public sealed class SystemDb(DataSources sources)
{
    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken ct = default) => sources.System.OpenConnectionAsync(ct);
}
