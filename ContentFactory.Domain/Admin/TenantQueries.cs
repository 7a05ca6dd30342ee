using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin;

/// <param name="Managed">Whether somebody manages it; null asks for both.</param>
/// <param name="ManagerId">Only those of one manager.</param>
public sealed record TenantFilter(TenantStatus? Status = null, bool? Managed = null, ListQuery? List = null, Guid? ManagerId = null)
{
    /// <summary>The code of a plan: only those that have it.</summary>
    public string? Plan { get; init; }
}

/// <summary>A tenant as administrators see it: nothing of what is in it.</summary>
public sealed record TenantRow
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public string Status { get; init; } = "";

    /// <summary>Of those there are, the one who has been there longest.</summary>
    public string? OwnerName { get; init; }

    public string? OwnerEmail { get; init; }
    public Guid? ManagerId { get; init; }
    public string? ManagerName { get; init; }

    /// <summary>The code; null without a subscription.</summary>
    public string? Plan { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

public sealed record ManagerChoice(Guid Id, string Name, string Email);

/// <summary>Finds tenants of the whole installation.</summary>
public sealed class TenantQueries(AccessDb db, Actor actor)
{
    /// <summary>Until the transaction ends nobody becomes or stops being a manager, and nobody is assigned.</summary>
    internal const string LockManagers = "select pg_advisory_xact_lock(hashtext('managers'))";

    private const int Most = 500;

    public async Task<ListPage<TenantRow>> ListAsync(TenantFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        var sorting = new Sorting<TenantRow>(t => t.Id).By("created", t => t.CreatedAt, descending: true).By("name", t => t.Name).By("owner", t => t.OwnerEmail!).By("manager", t => t.ManagerName!);
        return await Filtered(filter).PageAsync(filter.List ?? ListQuery.First, sorting, t => t, ct);
    }

    /// <summary>Null for a tenant that is not there.</summary>
    public async Task<TenantRow?> FindAsync(Guid tenantId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        return await All().SingleOrDefaultAsync(t => t.Id == tenantId, ct);
    }

    /// <summary>Who may be assigned.</summary>
    public async Task<IReadOnlyList<ManagerChoice>> ManagersAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        return await Managers(db).OrderBy(p => p.DisplayName).ThenBy(p => p.Id).Take(Most).Select(p => new ManagerChoice(p.Id, p.DisplayName, p.Email!)).ToListAsync(ct);
    }

    /// <summary>Their codes, in their order.</summary>
    public async Task<IReadOnlyList<string>> PlansAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ViewTenants);
        return await db.Database.SqlQuery<string>($"select code as \"Value\" from plans order by position, code").ToListAsync(ct);
    }

    internal static IQueryable<Person> Managers(AccessDb db) =>
        db.Users.AsNoTracking().Where(p => p.DeactivatedAt == null
            && db.UserRoles.Any(r => r.UserId == p.Id && db.Roles.Any(role => role.Id == r.RoleId && role.Name == SystemRoles.Manager)));

    private IQueryable<TenantRow> Filtered(TenantFilter filter)
    {
        var all = All();
        if (filter.Status is { } status)
        {
            var word = status.ToString().ToLowerInvariant();
            all = all.Where(t => t.Status == word);
        }
        if (filter.Managed is { } managed)
            all = all.Where(t => (t.ManagerId != null) == managed);
        if (filter.ManagerId is { } manager)
            all = all.Where(t => t.ManagerId == manager);
        if (filter.Plan is { } plan)
            all = all.Where(t => t.Plan == plan);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return all;
        var pattern = LikePattern.Of(filter.List.Search);
        return all.Where(t => EF.Functions.ILike(t.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(t.Slug, pattern, LikePattern.Escape)
            || EF.Functions.ILike(t.OwnerEmail!, pattern, LikePattern.Escape) || EF.Functions.ILike(t.OwnerName!, pattern, LikePattern.Escape));
    }

    private IQueryable<TenantRow> All() => db.Database.SqlQuery<TenantRow>(
        $"""
        select t.id as "Id", t.name as "Name", t.slug as "Slug", t.status as "Status", t.created_at as "CreatedAt",
               t.manager_id as "ManagerId", m.display_name as "ManagerName", o.display_name as "OwnerName", o.email as "OwnerEmail", l.code as "Plan"
        from tenants t
        left join people m on m.id = t.manager_id
        left join subscriptions s on s.tenant_id = t.id and s.status in ('trial', 'active', 'past_due')
        left join plans l on l.id = s.plan_id
        left join lateral (select p.display_name, p.email from members x join people p on p.id = x.person_id
                           where x.tenant_id = t.id and x.role = 'owner' order by x.joined_at, x.id limit 1) o on true
        """);
}
