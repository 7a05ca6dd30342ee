using ContentFactory.Domain.Access;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace ContentFactory.Domain.Publishing;

internal sealed partial class PlanningQueue
{
    // a tenant that is closed or stopped is not looked at, nor a company out of work; and each at once when it goes on
    private const string DueSlots = """
        select distinct c.tenant_id, c.company_id
        from evergreen_slots s
        join evergreen_categories c on c.tenant_id = s.tenant_id and c.id = s.category_id and c.state = 'active'
        join companies o on o.tenant_id = c.tenant_id and o.id = c.company_id and o.status = 'active'
        join tenants t on t.id = s.tenant_id and t.status = 'active' and t.publishing_stopped_at is null
        where s.state = 'active' and s.next_look_at <= app_now()
        """;

    // an archived post goes out no more, and its date is free for another
    private const string EvergreenPutAway = """
        update publications p set state = 'cancelled', held_reason = null, evergreen_slot_id = null, evergreen_date = null, updated_at = app_now()
        from posts po where p.evergreen_slot_id is not null and p.state in ('scheduled', 'held') and po.tenant_id = p.tenant_id and po.id = p.post_id and po.status = 'archived'
        returning p.tenant_id
        """;

    private async Task PlanEvergreenAsync(CancellationToken ct)
    {
        foreach (var (tenantId, companyId) in await CompaniesWithDueSlotsAsync(ct))
            try
            {
                await tenants.RunAsync(tenantId, Actor.System(tenantId, "evergreen"), services => services.GetRequiredService<EvergreenPlanner>().PlanAsync(companyId, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // one company's trouble is no other's
                log.LogError(e, "The evergreen slots of company {Company} stand still", companyId);
            }
    }

    private async Task<List<(Guid TenantId, Guid CompanyId)>> CompaniesWithDueSlotsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        await using var command = new NpgsqlCommand(DueSlots, connection);
        await using var rows = await command.ExecuteReaderAsync(ct);
        var due = new List<(Guid, Guid)>();
        while (await rows.ReadAsync(ct))
            due.Add((rows.GetGuid(0), rows.GetGuid(1)));
        return due;
    }
}
