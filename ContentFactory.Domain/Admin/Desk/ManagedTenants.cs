using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Admin.Desk;

/// <param name="Waiting">Whether something waits there for a decision; null asks for both.</param>
public sealed record ManagedFilter(TenantStatus? Status = null, bool? Waiting = null, ListQuery? List = null);

/// <summary>The tenants of the manager who asks, and of nobody else.</summary>
public sealed class ManagedTenants(AccessDb db, Actor actor)
{
    /// <summary>Who did nothing for so long is not looked for further back.</summary>
    public const int ActiveDays = 90;

    public async Task<ListPage<ManagedTenant>> ListAsync(ManagedFilter filter, CancellationToken ct)
    {
        actor.Demand(Permission.ViewManagedTenants);
        var sorting = new Sorting<ManagedTenant>(t => t.Id).By("alerts", t => t.Alerts, descending: true).By("name", t => t.Name).By("ends", t => t.EndsAt)
            .By("activity", t => t.ActiveAt).By("posts", t => t.Posts).By("views", t => t.Views);
        return await Filtered(filter).PageAsync(filter.List ?? ListQuery.First, sorting, t => t, ct);
    }

    private IQueryable<ManagedTenant> Filtered(ManagedFilter filter)
    {
        var all = All();
        if (filter.Status is { } status && $"{status}".ToLowerInvariant() is var word)
            all = all.Where(t => t.Status == word);
        if (filter.Waiting is { } waiting)
            all = all.Where(t => t.Alerts > 0 == waiting);
        if (string.IsNullOrWhiteSpace(filter.List?.Search))
            return all;
        var pattern = LikePattern.Of(filter.List.Search);
        return all.Where(t => EF.Functions.ILike(t.Name, pattern, LikePattern.Escape) || EF.Functions.ILike(t.Slug, pattern, LikePattern.Escape));
    }

    private IQueryable<ManagedTenant> All() => db.Database.SqlQuery<ManagedTenant>(
        $"""
        select t.id as "Id", t.name as "Name", t.slug as "Slug", t.status as "Status", t.zone_id as "ZoneId", s.code as "Plan", s.status as "Subscription", s.ends_at as "EndsAt", a.at as "ActiveAt",
               p.failed as "Failed", p.unknown as "Unknown", p.held as "Held", c.channels as "Channels", c.worried as "WorriedChannels", w.approvals as "Approvals",
               p.failed + p.unknown + p.held + c.worried + w.approvals as "Alerts", o.posts as "Posts", v.views as "Views"
        from (select x.*, (app_now() at time zone x.zone_id)::date - 29 as first_day from tenants x where x.manager_id = {actor.PersonId}) t
        left join lateral (
            select l.code, x.status, x.ends_at from subscriptions x join plans l on l.id = x.plan_id where x.tenant_id = t.id
            order by x.status in ('trial', 'active', 'past_due') desc, x.starts_at desc, x.id limit 1) s on true
        left join lateral (
            select x.at from audit_log x where x.tenant_id = t.id and x.at > app_now() - make_interval(days => {ActiveDays})
              and exists (select 1 from members m where m.tenant_id = x.tenant_id and m.person_id = x.person_id)
            order by x.at desc limit 1) a on true
        cross join lateral (
            select (count(*) filter (where x.state = 'failed'))::int as failed, (count(*) filter (where x.state = 'unknown'))::int as unknown, (count(*) filter (where x.state = 'held'))::int as held
            from publications x where x.tenant_id = t.id and x.state in ('failed', 'unknown', 'held')) p
        cross join lateral (
            select (count(*) filter (where x.status <> 'disconnected'))::int as channels, (count(*) filter (where x.status in ('needs_attention', 'needs_verification')))::int as worried
            from channels x where x.tenant_id = t.id) c
        cross join lateral (select count(*)::int as approvals from posts x where x.tenant_id = t.id and x.status = 'ready') w
        cross join lateral (select count(*)::int as posts from publications x where x.tenant_id = t.id and x.published_at >= t.first_day::timestamp at time zone t.zone_id) o
        cross join lateral (select sum(x.views)::bigint as views from tenant_days x where x.tenant_id = t.id and x.day >= t.first_day) v
        """);
}
