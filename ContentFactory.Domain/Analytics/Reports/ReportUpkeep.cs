using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Media;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Domain.Analytics.Reports;

/// <summary>Forgets reports that are older than they are kept for, with their files.</summary>
public sealed class ReportUpkeep(SystemDb database, Tenants tenants, TimeProvider clock)
{
    private const int Batch = 500;

    private const string Old = "select distinct tenant_id from reports where created_at < app_now() - $1";

    /// <summary>Returns how many.</summary>
    public async Task<int> ForgetAsync(CancellationToken ct)
    {
        var forgotten = 0;
        foreach (var tenantId in await TenantsAsync(ct))
            forgotten += await tenants.RunAsync(tenantId, Actor.System(tenantId, "old reports"), services => ForgetAsync(services, ct));
        return forgotten;
    }

    private async Task<List<Guid>> TenantsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(Old, connection) { Parameters = { new NpgsqlParameter<TimeSpan> { TypedValue = Report.KeptFor } } };
        await using var rows = await command.ExecuteReaderAsync(ct);
        var found = new List<Guid>();
        while (await rows.ReadAsync(ct))
            found.Add(rows.GetGuid(0));
        return found;
    }

    private async Task<int> ForgetAsync(IServiceProvider services, CancellationToken ct)
    {
        await using var rows = await services.GetRequiredService<Db>().OpenAsync(ct);
        await using var whole = await rows.Database.BeginTransactionAsync(ct);
        var before = await rows.NowAsync(ct) - Report.KeptFor;
        // files are read when nobody moves them any more; what somebody deletes or moves at this moment waits for the next round
        var ids = await rows.Database.SqlQuery<Guid>($"select id as \"Value\" from reports where tenant_id = {rows.TenantId} and created_at < {before} order by created_at limit {Batch} for update skip locked").ToListAsync(ct);
        foreach (var file in await rows.ReportFiles.AsNoTracking().Where(f => ids.Contains(f.ReportId)).ToListAsync(ct))
            services.GetRequiredService<MediaLeftovers>().Add(rows, file.Place, clock.GetUtcNow());
        await rows.SaveChangesAsync(ct);
        await rows.Reports.Where(r => ids.Contains(r.Id)).ExecuteDeleteAsync(ct);
        await whole.CommitAsync(ct);
        return ids.Count;
    }
}
