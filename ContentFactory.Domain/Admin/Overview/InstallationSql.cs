namespace ContentFactory.Domain.Admin.Overview;

/// <summary>
/// The statements of the administrators' overview, in the order in which <see cref="InstallationQueries"/> reads them. What is counted over
/// all tenants is counted tenant by tenant, through indexes that begin with the tenant.
/// </summary>
internal static class InstallationSql
{
    public static readonly string[] All = [Now, People, Tenants, Plans, Ai, Hours, Queues, Nodes, Duties, Largest];

    // asked once per statement: as a plain call it is a query of its own for each row
    private const string At = "(select app_now())";

    private const string Now = "select app_now()";

    private const string People = $"""
        select count(*)::int, (count(*) filter (where created_at > {At} - interval '30 days'))::int, (count(*) filter (where last_sign_in_at > {At} - interval '30 days'))::int
        from people where deactivated_at is null
        """;

    private const string Tenants = $"""
        select (count(*) filter (where t.status = 'active'))::int, (count(*) filter (where t.status = 'suspended'))::int, (count(*) filter (where t.status = 'deleting'))::int,
               (count(*) filter (where t.created_at > {At} - interval '30 days'))::int, (count(*) filter (where s.tenant_id is null))::int
        from tenants t left join subscriptions s on s.tenant_id = t.id and s.status in ('trial', 'active', 'past_due')
        """;

    private const string Plans = $"""
        select p.code, p.monthly_price, p.currency, (count(*) filter (where s.status = 'active'))::int,
               (count(*) filter (where s.status = 'trial' and (s.ends_at is null or s.ends_at > {At})))::int, (count(*) filter (where s.status = 'trial' and s.ends_at <= {At}))::int,
               (count(*) filter (where s.status = 'past_due'))::int, (count(*) filter (where s.status = 'active' and s.source = 'manual'))::int
        from plans p left join subscriptions s on s.plan_id = p.id and s.status in ('trial', 'active', 'past_due')
        group by p.id order by p.position
        """;

    private const string Ai = $"""
        select sum(cost) filter (where at > {At} - interval '30 days'), sum(cost) filter (where at <= {At} - interval '30 days'), (count(*) filter (where at > {At} - interval '30 days'))::int
        from ai_requests where at > {At} - interval '60 days' and at <= {At}
        """;

    // one that was planned more than a month ago and fails today is not counted: the index knows when it was planned, not when it failed
    private const string Hours = $"""
        with span as materialized (select app_now() as now, date_trunc('hour', app_now(), 'UTC') - interval '23 hours' as first),
        out as (
            select true as ok, p.published_at as at from tenants t cross join lateral (
                select x.published_at from publications x where x.tenant_id = t.id and x.published_at >= (select first from span) - interval '24 hours') p
            union all
            select false, p.updated_at from tenants t cross join lateral (
                select x.updated_at from publications x where x.tenant_id = t.id and x.state = 'failed' and x.scheduled_at > {At} - interval '31 days'
                  and x.updated_at >= (select first from span) - interval '24 hours') p)
        select o.ok, case when o.at >= s.first then date_trunc('hour', o.at, 'UTC') end as hour, count(*)::int
        from out o cross join span s
        where o.at >= s.first or o.at < s.now - interval '24 hours'
        group by 1, 2
        """;

    // of the workers' own statements the conditions that decide whether something can be taken
    private const string Queues = $"""
        with open as (select id, publishing_stopped_at is null as publishes from tenants where status = 'active')
        select count(*)::int, (select count(*)::int from publications where lease_until is not null), min(p.due_at)
        from publications p join open t on t.id = p.tenant_id and t.publishes
        join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id and c.status in ('active', 'warming_up')
        where p.state = 'scheduled' and p.due_at <= app_now()
        union all
        select (count(*) filter (where next_look_at <= {At} or (next_look_at is null and looks = 0)))::int, (count(*) filter (where next_look_at > {At}))::int,
               min(next_look_at) filter (where next_look_at <= {At})
        from publications p join open t on t.id = p.tenant_id where p.state = 'unknown'
        union all
        select (count(*) filter (where next_look_at <= {At}))::int, (count(*) filter (where next_look_at > {At}))::int, min(next_look_at) filter (where next_look_at <= {At})
        from publications p join open t on t.id = p.tenant_id where p.state = 'accepted'
        union all
        select count(*)::int, 0, min(p.next_metrics_at)
        from publications p join open t on t.id = p.tenant_id
        where p.next_metrics_at <= app_now() and p.state = 'published' and p.external_id is not null
        union all
        select (count(*) filter (where w.state = 'queued'))::int, (count(*) filter (where w.state = 'running'))::int, min(w.created_at) filter (where w.state = 'queued')
        from long_tasks w join open t on t.id = w.tenant_id where w.state in ('queued', 'running')
        union all
        select count(*)::int, 0, min(due_at) from letters where state = 'due' and due_at <= app_now()
        """;

    private const string Nodes = "select instance_name, last_checkin_time from qrtz_scheduler_state order by instance_name";

    private const string Duties = "select count(*)::int, coalesce(array_agg(next_fire_time) filter (where next_fire_time > 0), '{}'), max(prev_fire_time) from qrtz_triggers";

    private const string Largest = $"""
        with sized as (
            select t.id, t.name, t.slug, t.status, t.manager_id,
                   (select count(*)::int from publications p where p.tenant_id = t.id and p.published_at > {At} - interval '30 days') as posts,
                   (select count(*)::int from channels c where c.tenant_id = t.id and c.status <> 'disconnected') as channels,
                   (select count(*)::int from members m where m.tenant_id = t.id) as members
            from tenants t),
        largest as (select * from sized order by posts desc, channels desc, members desc, name, id limit $1)
        select l.id, l.name, l.slug, l.status, m.display_name, l.posts, l.channels, l.members,
               (select coalesce(sum(f.size), 0)::bigint from media_items f where f.tenant_id = l.id)
        from largest l left join people m on m.id = l.manager_id
        order by l.posts desc, l.channels desc, l.members desc, l.name, l.id
        """;
}
