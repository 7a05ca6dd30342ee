using Npgsql;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>One writer of a tenant's days at a time, until its transaction ends: the sums of a tenant are few rows that every reading touches.</summary>
internal static class DayLock
{
    private const string Take = "select pg_advisory_xact_lock(hashtextextended('days ' || t::text, 0)) from unnest($1::uuid[]) t";

    /// <summary>In one order everywhere, so that nobody waits in a circle; however long it takes to make a large tenant's days anew.</summary>
    public static Task TakeAsync(NpgsqlConnection connection, IReadOnlyList<Guid> tenants, CancellationToken ct) =>
        connection.RunLongAsync(Take, ct, tenants.Distinct().Order().ToArray());
}
