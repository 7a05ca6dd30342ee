using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Assignments;

/// <summary>A manager, with how much there is to look after; without an id all that nobody manages.</summary>
public sealed record ManagerLoad
{
    public Guid? Id { get; init; }
    public string? Name { get; init; }
    public int Tenants { get; init; }

    /// <summary>Connected ones of those tenants.</summary>
    public int Channels { get; init; }
}

/// <param name="Seen">Whom the administrator saw there when deciding.</param>
public sealed record Assignment(Guid TenantId, Guid? Seen);

/// <summary>Who manages how much, and many assignments at once.</summary>
public sealed class AssignmentDesk(AccessDb db, Actor actor, TenantOversight oversight)
{
    public const int Most = 500;

    /// <summary>What nobody manages first, then those with the least.</summary>
    public async Task<IReadOnlyList<ManagerLoad>> LoadAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        var loads = await db.Database.SqlQuery<ManagerLoad>($"""
            select t.manager_id as "Id", null::text as "Name", count(*)::int as "Tenants", coalesce(sum(c.n), 0)::int as "Channels"
            from tenants t
            left join (select tenant_id, count(*) as n from channels where status <> 'disconnected' group by 1) c on c.tenant_id = t.id
            where t.status <> 'deleting' group by 1
            """).ToDictionaryAsync(l => l.Id ?? Guid.Empty, ct);
        var managers = await TenantQueries.Managers(db).OrderBy(m => m.DisplayName).ThenBy(m => m.Id).Take(Most).Select(m => new { m.Id, m.DisplayName }).ToListAsync(ct);
        return
        [
            loads.GetValueOrDefault(Guid.Empty) ?? new(),
            .. managers.Select(m => (loads.GetValueOrDefault(m.Id) ?? new()) with { Id = m.Id, Name = m.DisplayName }).OrderBy(l => l.Tenants),
        ];
    }

    /// <summary>Each by itself: what another was quicker with stays as it is.</summary>
    /// <returns>Why a tenant keeps its manager, for each that does.</returns>
    public async Task<Result<IReadOnlyDictionary<Guid, Problem>>> AssignAsync(IReadOnlyList<Assignment> wanted, Guid? personId, CancellationToken ct)
    {
        actor.Demand(Permission.AssignManagers);
        if (wanted.Count is 0 or > Most)
            return Problem.Invalid("Tenants", "Access.AssignMost", Most);
        var stays = new Dictionary<Guid, Problem>();
        foreach (var one in wanted)
            if ((await oversight.AssignManagerAsync(one.TenantId, personId, one.Seen, ct)).Problem is { } problem)
                stays[one.TenantId] = problem;
        return stays;
    }
}
