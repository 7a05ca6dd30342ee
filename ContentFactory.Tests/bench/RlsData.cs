using System.Diagnostics;
using ContentFactory.Tests.Support;
using Npgsql;

namespace ContentFactory.Tests.Bench;

/// <summary>A thousand tenants with a million posts, and with publications and ideas beside them. One tenant is fifty times as large as the rest.</summary>
internal static class RlsData
{
    public const int Tenants = 1000;
    public const int Posts = 1_000_000;
    public const int LargestTenant = 50_000;

    /// <summary>Stands in one text of four.</summary>
    public const string CommonWord = "ремонт";

    private const string Words = """
        create temp table words as select n, (select string_agg(substr('оеаинтсрвлкмдпуяыьгзбчйхжюшцщэ', 1 + floor(power(random(), 1.6) * 30)::int, 1), '') from generate_series(1, 4 + n % 6)) as word
        from generate_series(0, 1999) n;
        create temp table texts (n int primary key, title text, text text);
        insert into texts
        select i, split_part(words, ' ', 1) || ' ' || split_part(words, ' ', 2) || ' ' || split_part(words, ' ', 3), words || case when i % 4 = 0 then ' ремонт' else '' end
        from generate_series(0, 999) i, lateral (select string_agg(word, ' ') as words from (select word from words order by md5(i || word) limit 14) w) w;
        analyze texts;
        """;

    private const string Few = """
        insert into tenants (id, name, slug, zone_id, language, currency, status, platforms, interests, is_demo, created_at)
        select md5('t' || n)::uuid, 'Tenant ' || n, 'tenant-' || n, 'Europe/Moscow', 'ru', 'RUB', 'active', '{}', '{}', false, now() from generate_series(0, 999) n;
        insert into companies (tenant_id, id, number, code, name, slug, type, status, required_approvals, auto_post, created_at)
        select md5('t' || n)::uuid, md5('c' || n)::uuid, 1, 'COMP001', 'Company ' || n, 'company-' || n, 'service', 'active', 1, false, now() from generate_series(0, 999) n;
        insert into people (id, display_name, language, created_at, email_confirmed, phone_number_confirmed, two_factor_enabled, lockout_enabled, access_failed_count)
        select md5('p' || n || '-' || m)::uuid, 'Person ' || m, 'ru', now(), true, false, false, true, 0 from generate_series(0, 999) n, generate_series(0, 2) m;
        insert into members (tenant_id, id, person_id, role, joined_at)
        select md5('t' || n)::uuid, md5('m' || n || '-' || m)::uuid, md5('p' || n || '-' || m)::uuid, (array['owner', 'approver', 'editor'])[m + 1], now() from generate_series(0, 999) n, generate_series(0, 2) m;
        insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
        select md5('t' || n)::uuid, md5('h' || n || '-' || m)::uuid, md5('c' || n)::uuid, 'telegram', 'account' || m, 'Channel ' || m, false, 'active', false, '{9}', 30, 0, now() from generate_series(0, 999) n, generate_series(0, 1) m;
        insert into topics (tenant_id, id, name, keywords, language, created_at)
        select md5('t' || n)::uuid, md5('o' || n || '-' || m)::uuid, 'Topic ' || m, '{}', 'ru', now() from generate_series(0, 999) n, generate_series(0, 2) m;
        insert into trend_sources (tenant_id, id, topic_id, kind, name, address, interval_minutes, weight, state, next_check_at, fail_count, last_error_args, created_at)
        select md5('t' || n)::uuid, md5('s' || n || '-' || m)::uuid, md5('o' || n || '-' || m)::uuid, 'feed', 'Source ' || m, 'https://example.test/' || m, 60, 1, 'active', now() + interval '1 year', 0, '{}', now()
        from generate_series(0, 999) n, generate_series(0, 2) m;
        """;

    // rows of all tenants come mixed, as they would in time
    private const string Many = """
        insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at)
        select md5('t' || tenant)::uuid, md5('x' || i)::uuid, md5('c' || tenant)::uuid, 'text_post', (array['draft', 'ready', 'approved', 'published', 'archived'])[1 + i / 1000 % 5],
               a.title || ' ' || i, b.text || ' ' || i, '{}', '{}', '{}', 0, 0, 'USD', md5('p' || tenant || '-' || i % 3)::uuid, 1, now() - i * interval '30 seconds', now() - i * interval '25 seconds'
        from generate_series(0, 999999) i cross join lateral (select case when i % 20 = 0 then 0 else 1 + i % 999 end as tenant) t
        join texts a on a.n = (i * 7 + i / 1000) % 1000 join texts b on b.n = (i * 13 + i / 997) % 1000;
        insert into post_search_texts (tenant_id, post_id, title, text) select tenant_id, id, lower(title), lower(text) from posts;
        insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
            part_ids, reason_args, created_by, created_at, updated_at, looks)
        select md5('t' || tenant)::uuid, md5('u' || i)::uuid, md5('x' || i)::uuid, md5('h' || tenant || '-' || i % 2)::uuid, 0, 'feed', 'normal', (array['scheduled', 'published', 'failed'])[1 + i / 1000 % 3],
               at, at::date, at::time, 'Europe/Moscow', at, 0, 0, 1, '{}', '{}', md5('p' || tenant || '-0')::uuid, now(), now(), 0
        from generate_series(0, 299999) i cross join lateral (select case when i % 20 = 0 then 0 else 1 + i % 999 end as tenant, now() + (i % 8640 - 4320) * interval '20 minutes' as at) t;
        insert into trend_items (tenant_id, id, source_id, topic_id, url_key, title, summary, text, collected_at, score, state, used_count, published_at, cluster_id, sources, weight, fit)
        select md5('t' || tenant)::uuid, md5('i' || i)::uuid, md5('s' || tenant || '-' || i % 3)::uuid, md5('o' || tenant || '-' || i % 3)::uuid, 'key' || i, a.title || ' ' || i, b.text, b.text,
               now(), i % 1000 / 100.0, (array['new', 'saved', 'hidden'])[1 + i / 1000 % 3], 0, now(), md5('i' || i)::uuid, 1, 1, 0.6
        from generate_series(0, 299999) i cross join lateral (select case when i % 20 = 0 then 0 else 1 + i % 999 end as tenant) t
        join texts a on a.n = (i * 7 + i / 1000) % 1000 join texts b on b.n = (i * 13 + i / 997) % 1000;
        insert into trend_search_texts (tenant_id, item_id, cluster_id, title, text) select tenant_id, id, cluster_id, lower(title), lower(title || e'\n' || summary) from trend_items;
        """;

    private const string Indexes = """
        select pg_get_indexdef(i.indexrelid), c.relname from pg_index i join pg_class c on c.oid = i.indexrelid
        where i.indrelid in ('posts'::regclass, 'post_search_texts'::regclass, 'publications'::regclass, 'trend_items'::regclass, 'trend_search_texts'::regclass) and not i.indisprimary
        """;

    public static async Task<IReadOnlyList<Guid>> LoadAsync(string superuser)
    {
        await using var connection = await Sql.OpenAsync(superuser + ";Command Timeout=0");
        // foreign keys of generated rows are true by construction
        await Sql.RunAsync(connection, "set session_replication_role = replica; set maintenance_work_mem = '1GB'; set work_mem = '256MB'");
        var indexes = await Sql.RowsAsync(connection, Indexes, r => (Make: r.GetString(0), Name: r.GetString(1)));
        foreach (var index in indexes)
            await Sql.RunAsync(connection, $"drop index {index.Name}");
        await StepAsync("words and tenants", connection, Words + Few);
        await StepAsync("posts, publications, ideas", connection, Many);
        await StepAsync($"{indexes.Count} indexes", connection, string.Join(";", indexes.Select(i => i.Make)));
        await StepAsync("analyse", connection, "vacuum analyze");
        return await Sql.RowsAsync(connection, "select id from tenants order by slug", r => r.GetGuid(0));
    }

    public static async Task<Guid> LargestAsync(string superuser)
    {
        await using var connection = await Sql.OpenAsync(superuser);
        return await Sql.ValueAsync<Guid>(connection, "select id from tenants where slug = 'tenant-0'");
    }

    /// <summary>A word of the texts that the tenant has in about one post of a hundred.</summary>
    public static async Task<string> RareWordAsync(string superuser)
    {
        await using var connection = await Sql.OpenAsync(superuser);
        return await Sql.ValueAsync<string>(connection, "select split_part(text, ' ', 5) from posts where length(split_part(text, ' ', 5)) > 6 limit 1");
    }

    private static async Task StepAsync(string what, NpgsqlConnection connection, string sql)
    {
        var watch = Stopwatch.StartNew();
        await Sql.RunAsync(connection, sql);
        Console.WriteLine($"  {what}: {watch.Elapsed.TotalSeconds:0} s");
    }
}
