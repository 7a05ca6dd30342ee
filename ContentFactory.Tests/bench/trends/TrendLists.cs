using System.Diagnostics;
using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Bench;

/// <summary>The queries of the ideas page over 100,000 items of one tenant, one in ten told by three sources, among 50,000 of fifty others.</summary>
internal static class TrendLists
{
    private const int Items = 100_000;
    private const int Others = 50_000;
    private const int Rounds = 200;

    // ids carry the time, as all ids do: what is new lies together
    private const string Fill = """
        create temp table words (n int primary key, word text);
        insert into words select n, (select string_agg(substr('оеаинтсрвлкмдпуяыьгзбчйхжюшцщэ', 1 + floor(power(random(), 1.6) * 30)::int, 1), '') from generate_series(1, 4 + n % 6)) from generate_series(0, 1999) n;
        create temp table texts (n int primary key, title text, text text);
        insert into texts select i, (select string_agg(w, ' ') from (select unnest(string_to_array(words, ' ')) w limit 7) t), words || case when i % 4 = 0 then ' ремонт' else '' end || case when i % 40 = 1 then ' паркет' else '' end
        from generate_series(0, 999) i, lateral (select string_agg(word, ' ' order by k) as words from generate_series(1, 30) k join words on n = (hashint8(i * 31 + k) & 2147483647) % 2000) w;
        analyze words, texts;
        create temp table tellers as select tenant_id, id, 0 as tenant, (row_number() over (order by id) - 1)::int as n from trend_sources
            union all select md5('t' || t)::uuid, md5('s' || t || '-' || n)::uuid, t, n from generate_series(1, 50) t, generate_series(0, 199) n;
        analyze tellers;
        create temp table began as select (extract(epoch from app_now()) * 1000)::bigint as ms;
        create function pg_temp.idea_id(i bigint) returns uuid language sql as 'select (lpad(to_hex((select ms from began) - i * 25000), 12, ''0'') || ''7'' || substr(md5(i::text), 1, 3) || ''a'' || substr(md5(i::text), 4, 15))::uuid';
        insert into trend_items (tenant_id, id, source_id, url_key, url, title, summary, text, collected_at, published_at, score, state, used_count, cluster_id, sources, weight, fit)
        select s.tenant_id, pg_temp.idea_id(i), s.id, 'key' || i, 'https://filled.test/' || i, a.title || ' ' || i, b.text, b.text, at, at, trend_score(at, 1, 0.6, 1), case when i % 50 = 0 then 'hidden' when i % 40 = 0 then 'saved' else 'new' end, 0,
               pg_temp.idea_id(case when i % 10 in (1, 2) and i < $1 then i - i % 10 else i end), case when i % 10 = 0 and i < $1 then 3 else 1 end, 1, 0.6
        from generate_series(0, $1 + $2 - 1) i join texts a on a.n = (i * 7 + i / 1000) % 1000 join texts b on b.n = (i * 13 + i / 997) % 1000
        cross join lateral (select app_now() - i * interval '25 seconds' as at, case when i < $1 then 0 else 1 + i % 50 end as tenant) t join tellers s on s.tenant = t.tenant and s.n = i % 200;
        insert into trend_search_texts (tenant_id, item_id, cluster_id, title, text) select tenant_id, id, cluster_id, lower(title), lower(title || e'\n' || summary) from trend_items on conflict do nothing
        """;

    private const string Indexes = """
        select pg_get_indexdef(indexrelid), indexrelid::regclass::text from pg_index where indrelid in ('trend_items'::regclass, 'trend_search_texts'::regclass) and not indisprimary
        """;

    public static async Task<object> MeasureAsync(TestDomain domain, TestTenant tenant)
    {
        await FillAsync(domain, Items - await tenant.DbAsync(db => db.TrendItems.CountAsync()));
        var rare = await domain.OwnerSqlAsync<string>("select split_part(title, ' ', 3) from trend_items where length(split_part(title, ' ', 3)) > 6 and title not like '%«%' and url not like 'https://filled.test/%' order by id limit 1");
        var source = await tenant.DbAsync(db => db.TrendSources.Select(s => s.Id).FirstAsync());
        Console.WriteLine($"{Items} items, {Rounds} times each{"",22}p50 ms   p95 ms   rows");
        return new
        {
            First = await TimeAsync(tenant, "first page by score", new TrendFilter()),
            Second = await TimeAsync(tenant, "second page", new TrendFilter(List: new ListQuery(Page: 2))),
            Published = await TimeAsync(tenant, "first page by date", new TrendFilter(List: new ListQuery(Sort: "published", Descending: true))),
            Carried = await TimeAsync(tenant, "stories of two sources or more", new TrendFilter(Sources: 2)),
            Saved = await TimeAsync(tenant, "saved", new TrendFilter(State: TrendItemState.Saved)),
            Source = await TimeAsync(tenant, "of one source", new TrendFilter(SourceId: source)),
            Rare = await TimeAsync(tenant, $"search of a rare word ({rare})", new TrendFilter(List: new ListQuery(rare))),
            Common = await TimeAsync(tenant, "search of a word in every fourth", new TrendFilter(List: new ListQuery("ремонт"))),
            Middle = await TimeAsync(tenant, "search of a word in every fortieth", new TrendFilter(List: new ListQuery("паркет"))),
            Phrase = await TimeAsync(tenant, "search of two words (of the news)", new TrendFilter(List: new ListQuery("второй зал"))),
        };
    }

    // the keys of generated rows are true by construction, and indexes are quicker made of all rows than row by row
    private static async Task FillAsync(TestDomain domain, int missing)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("postgres") + ";Command Timeout=0");
        await Sql.RunAsync(connection, "set session_replication_role = replica; set maintenance_work_mem = '512MB'; set work_mem = '128MB'");
        var indexes = await Sql.RowsAsync(connection, Indexes, r => (Make: r.GetString(0), Name: r.GetString(1)));
        foreach (var index in indexes)
            await Sql.RunAsync(connection, $"drop index {index.Name}");
        await Sql.RunAsync(connection, Fill.Replace("$1", missing.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal).Replace("$2", Others.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        foreach (var index in indexes)
            await Sql.RunAsync(connection, index.Make);
        foreach (var table in new[] { "trend_items", "trend_search_texts", "trend_sources" })
            await Sql.RunAsync(connection, $"vacuum analyze {table}");
    }

    private static async Task<object> TimeAsync(TestTenant tenant, string what, TrendFilter filter)
    {
        var times = new List<double>();
        var total = 0;
        for (var round = -20; round < Rounds; round++)
        {
            var began = Stopwatch.GetTimestamp();
            total = (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(filter))).Total;
            if (round >= 0)
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }
        times.Sort();
        var (p50, p95) = (Math.Round(times[Rounds / 2], 1), Math.Round(times[Rounds * 95 / 100], 1));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-45}{p50,8:0.0}{p95,9:0.0}{total,7}"));
        return new { p50, p95, total };
    }
}
