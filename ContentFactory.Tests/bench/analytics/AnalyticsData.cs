using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Bench;

/// <summary>200 tenants with 5 channels and 270 posts of the last 90 days each, read when the collector would have read them: about 5,000,000 snapshots.</summary>
internal static class AnalyticsData
{
    public const int Tenants = 200;

    private const string Few = """
        insert into tenants (id, name, slug, zone_id, language, currency, status, platforms, interests, is_demo, created_at)
        select md5('t' || n)::uuid, 'Tenant ' || n, 'tenant-' || n, 'Europe/Moscow', 'ru', 'RUB', 'active', '{}', '{}', false, now() from generate_series(2, 200) n;
        insert into companies (tenant_id, id, number, code, name, slug, type, status, required_approvals, auto_post, reminder_hours, created_at)
        select md5('t' || n)::uuid, md5('c' || n)::uuid, 1, 'COMP001', 'Company ' || n, 'company-' || n, 'service', 'active', 1, false, 24, now() from generate_series(2, 200) n;
        create temp table c5 as
        select c.tenant_id, c.id as company_id, m, md5(c.tenant_id::text || 'h' || m)::uuid as channel_id, (array['telegram', 'instagram', 'facebook', 'youtube', 'x'])[m + 1] as platform
        from (select distinct on (tenant_id) tenant_id, id from companies order by tenant_id, number) c, generate_series(0, 4) m;
        insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
        select tenant_id, channel_id, company_id, platform, 'account' || m, 'Channel ' || m, false, 'active', false, '{9}', 30, 0, now() from c5;
        insert into topics (tenant_id, id, name, keywords, language, created_at)
        select tenant_id, md5(tenant_id::text || 'o' || m)::uuid, 'Topic ' || m, '{}', 'ru', now() from c5;
        """;

    private const string Posts = """
        create temp table p270 as
        select c5.tenant_id, c5.company_id, c5.channel_id, c5.platform, i, md5(c5.tenant_id::text || 'x' || i)::uuid as id,
               date_trunc('hour', now()) - i * interval '8 hours' - (i % 7) * interval '17 minutes' as at, 200 + abs(hashtext(c5.tenant_id::text || i)) % 5000 as reachable
        from c5 join generate_series(0, 269) i on i % 5 = c5.m;
        insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at)
        select tenant_id, id, company_id, (array['text_post', 'image', 'short_video'])[1 + i % 3], 'published', 'Post ' || i, 'Text ' || i, '{}', '{}', '{}', 0, 0, 'USD', id, 1, at, at from p270;
        insert into post_topics select tenant_id, id, md5(tenant_id::text || 'o' || i % 5)::uuid from p270;
        insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                  part_ids, reason_args, looks, created_by, created_at, updated_at, published_at, external_id, next_metrics_at)
        select tenant_id, id, id, channel_id, 0, 'feed', 'normal', 'published', at, at::date, at::time, 'Europe/Moscow', at, 0, 0, 1, '{}', '{}', 0, id, at, at, at, 'x' || i, now() + interval '1 day' from p270;
        """;

    private const string Snapshots = """
        insert into metric_snapshots (tenant_id, id, taken_at, publication_id, channel_id, source, views, impressions, reach, likes, comments, shares, saves, clicks, average_watch_seconds)
        select p.tenant_id, gen_random_uuid(), p.at + age, p.id, p.channel_id, 'bench', seen, case when platform = 'instagram' then seen * 2 end, case when platform in ('instagram', 'facebook') then seen * 4 / 5 end,
               seen / 20, seen / 150, seen / 200, case when platform = 'instagram' then seen / 90 end, case when platform = 'facebook' then seen / 40 end, case when platform = 'youtube' then 7.5 end
        from p270 p
        cross join lateral (
            select interval '1 hour' + n * interval '3 hours' as age from generate_series(0, 55) n
            union all select n * interval '1 day' from generate_series(8, 90) n) r
        cross join lateral (select (p.reachable * (1 - exp(-extract(epoch from age) / 150000.0)))::bigint as seen) s
        where p.at + age <= now();
        """;

    /// <returns>How many snapshots there are.</returns>
    public static async Task<long> LoadAsync(TestDatabase database)
    {
        await using var connection = await Sql.OpenAsync(DispatchData.Superuser(database) + ";Command Timeout=0");
        await Sql.RunAsync(connection, "set session_replication_role = replica; set maintenance_work_mem = '256MB'; set work_mem = '128MB'");
        await Sql.RunAsync(connection, """
            do $$ begin
                for n in 1..4 loop
                    execute format('create table if not exists metric_snapshots_%s partition of metric_snapshots for values from (%L) to (%L)', to_char(now() - n * interval '1 month', 'YYYY_MM'),
                        date_trunc('month', now() - n * interval '1 month'), date_trunc('month', now() - (n - 1) * interval '1 month'));
                end loop;
            end $$
            """);
        foreach (var step in new[] { Few, Posts, Snapshots })
            await Sql.RunAsync(connection, step);
        await Sql.RunAsync(connection, "vacuum analyze");
        return await Sql.ValueAsync<long>(connection, "select count(*) from metric_snapshots");
    }
}
