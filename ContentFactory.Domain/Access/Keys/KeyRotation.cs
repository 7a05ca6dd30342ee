using ContentFactory.Domain.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Access.Keys;

/// <param name="Secrets">All sealed secrets of those tenants.</param>
/// <param name="Renewed">Those that stand under the new keys.</param>
public sealed record RotationOutcome(int Tenants, long Secrets, long Renewed);

/// <summary>
/// Gives tenants new keys beside the nodes that serve. Former keys stay until nothing has been sealed with them for a day, because claimed work holds ciphers as they were.
/// Broken off anywhere and begun again, it loses nothing.
/// </summary>
public sealed class KeyRotation
{
    /// <summary>How long a former key stays.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly SystemDb database;
    private readonly Tenants tenants;
    private readonly TenantKeys keys;
    private readonly SealedRows secrets;
    private readonly TimeProvider clock;
    private readonly ILogger log;

    internal KeyRotation(SystemDb database, Tenants tenants, TenantKeys keys, SealedRows secrets, TimeProvider clock, ILogger<KeyRotation> log) =>
        (this.database, this.tenants, this.keys, this.secrets, this.clock, this.log) = (database, tenants, keys, secrets, clock, log);

    /// <param name="slug">Of one tenant; null for all.</param>
    public async Task<RotationOutcome> RotateAsync(string? slug, CancellationToken ct)
    {
        var (found, count) = (0, new SealedCount(0, 0));
        foreach (var tenantId in await TenantsAsync(slug, ct))
        {
            found++;
            count += await RotateAsync(tenantId, ct);
        }
        return new(found, count.All, count.Renewed);
    }

    /// <summary>Wraps what nodes sealed with a former key before they knew the new one, and drops former keys a day after.</summary>
    public async Task FinishAsync(CancellationToken ct)
    {
        foreach (var tenantId in keys.Rotated())
        {
            if (keys.All(tenantId) is not [_, .., var newest])
                continue;
            var late = await secrets.RenewAsync(tenantId, newest.Generation, ct);
            // what was found late may be in work that was claimed a moment ago
            if (late > 0 || clock.GetUtcNow() - newest.CreatedAt < Kept)
                continue;
            keys.RemoveFormer(tenantId);
            log.LogInformation("The former keys of tenant {Tenant} are gone", tenantId);
        }
    }

    private async Task<SealedCount> RotateAsync(Guid tenantId, CancellationToken ct)
    {
        if (await secrets.CountAsync(tenantId, 0, ct) is { All: 0 } none && keys.All(tenantId).Count == 0)
            return none;
        var key = keys.Renew(tenantId);
        while (await secrets.RenewAsync(tenantId, key.Generation, ct) > 0)
            ct.ThrowIfCancellationRequested();
        var count = await secrets.CountAsync(tenantId, key.Generation, ct);
        await tenants.RunAsync(tenantId, Actor.System(tenantId, "key rotation"), services => NoteAsync(services, key.Generation, count, ct));
        return count;
    }

    private async Task NoteAsync(IServiceProvider services, int generation, SealedCount count, CancellationToken ct)
    {
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        rows.Audit(Permission.ReplaceCredentials, "tenant_keys", null, null, new { Generation = generation, Secrets = count.All, count.Renewed }, clock.GetUtcNow());
        await rows.SaveChangesAsync(ct);
    }

    private async Task<List<Guid>> TenantsAsync(string? slug, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand("select id from tenants where $1 in ('', slug) order by id", connection) { Parameters = { new() { Value = slug ?? "" } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Guid>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.GetGuid(0));
        return found;
    }
}
