using System.Diagnostics;
using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Bench;

/// <summary>The queries of the ideas page over 100,000 items of one tenant, one in ten told by three sources.</summary>
internal static class TrendLists
{
    private const int Items = 100_000;
    private const int Rounds = 200;

    private const string Fill = """
        create temp table words as select n, (select string_agg(substr('оеаинтсрвлкмдпуяыьгзбчйхжюшцщэ', 1 + floor(power(random(), 1.6) * 30)::int, 1), '') from generate_series(1, 4 + n % 6)) as word from generate_series(0, 1999) n;
        create temp table texts (n int primary key, title text, text text);
        insert into texts select i, (select string_agg(w, ' ') from (select unnest(string_to_array(words, ' ')) w limit 7) t), words || case when i % 4 = 0 then ' ремонт' else '' end
        from generate_series(0, 999) i, lateral (select string_agg(word, ' ') as words from (select word from words order by md5(i || word) limit 30) w) w;
        insert into trend_items (tenant_id, id, source_id, url_key, url, title, summary, text, collected_at, published_at, score, state, used_count, cluster_id, sources, weight, fit)
        select s.tenant_id, md5('i' || i)::uuid, s.id, 'key' || i, 'https://filled.test/' || i, a.title || ' ' || i, b.text, b.text, at, at, trend_score(at, 1, 0.6, 1), case when i % 50 = 0 then 'hidden' when i % 40 = 0 then 'saved' else 'new' end, 0,
               md5('i' || case when i % 10 in (1, 2) then i - i % 10 else i end)::uuid, case when i % 10 = 0 then 3 else 1 end, 1, 0.6
        from generate_series(0, $1 - 1) i join texts a on a.n = (i * 7 + i / 1000) % 1000 join texts b on b.n = (i * 13 + i / 997) % 1000
        cross join lateral (select app_now() - i * interval '25 seconds' as at) t join (select tenant_id, id, row_number() over (order by id) - 1 as n, count(*) over () as many from trend_sources) s on s.n = i % s.many
        """;

    public static async Task<object> MeasureAsync(TestDomain domain, TestTenant tenant)
    {
        var there = await tenant.DbAsync(db => db.TrendItems.CountAsync());
        await using (var connection = await Sql.OpenAsync(domain.Database.ConnectionString("postgres") + ";Command Timeout=0"))
            await Sql.RunAsync(connection, Fill.Replace("$1", (Items - there).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
        await using (var connection = await Sql.OpenAsync(domain.Database.ConnectionString("postgres") + ";Command Timeout=0"))
            await Sql.RunAsync(connection, "vacuum analyze trend_items");
        var rare = await domain.OwnerSqlAsync<string>("select split_part(title, ' ', 3) from trend_items where length(split_part(title, ' ', 3)) > 6 and title not like '%«%' limit 1");
        var source = await tenant.DbAsync(db => db.TrendSources.Select(s => s.Id).FirstAsync());
        Console.WriteLine($"{Items} items, {Rounds} times each{"",22}p50 ms   p95 ms   rows");
        return new
        {
            First = await TimeAsync(tenant, "first page by score", new TrendFilter()),
            Second = await TimeAsync(tenant, "second page", new TrendFilter(List: new ListQuery(Page: 2))),
            Carried = await TimeAsync(tenant, "stories of two sources or more", new TrendFilter(Sources: 2)),
            Saved = await TimeAsync(tenant, "saved", new TrendFilter(State: TrendItemState.Saved)),
            Source = await TimeAsync(tenant, "of one source", new TrendFilter(SourceId: source)),
            Rare = await TimeAsync(tenant, $"search of a rare word ({rare})", new TrendFilter(List: new ListQuery(rare))),
            Common = await TimeAsync(tenant, "search of a word in every fourth", new TrendFilter(List: new ListQuery("ремонт"))),
            Phrase = await TimeAsync(tenant, "search of two words (of the news)", new TrendFilter(List: new ListQuery("второй зал"))),
        };
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
