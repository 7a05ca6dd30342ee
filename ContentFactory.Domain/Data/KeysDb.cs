using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>Connections to the second database, in which the keys of tenants lie. Only where one is set.</summary>
internal sealed class KeysDb(DataSources sources)
{
    public NpgsqlConnection Open() => (sources.Keys ?? throw new InvalidOperationException("ConnectionStrings__Keys is not set")).OpenConnection();
}
