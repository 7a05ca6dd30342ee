using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Outgoing;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Bench;

/// <summary>
/// 10,000 items from 200 feeds of 200 hosts, collected by the queue of due sources over HTTP, put to their stories and scored; then the
/// ideas page and its search over 100,000 items. Feeds, database and collector share the machine.
/// </summary>
internal static class TrendsBench
{
    private const int Feeds = 200;
    private const int PerFeed = 50;

    public static async Task<int> RunAsync()
    {
        var news = DuplicatesBench.Make();
        await using var site = await Site.StartAsync(http => AnswerAsync(http, news));
        var domain = new Domain();
        await domain.InitializeAsync();
        try
        {
            var tenant = await domain.AddTenantAsync("bench");
            await tenant.AsAsync<TopicEditor, ContentFactory.Domain.Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new TopicEntry("Кофе", "кофейня, обжарка, бариста", "ru", [tenant.CompanyId])));
            await tenant.DbAsync(async db =>
            {
                for (var n = 0; n < Feeds; n++)
                    db.TrendSources.Add(new TrendSource(tenant.Id, ContentFactory.Domain.Ids.New(domain.Clock), SourceKind.Feed, $"Feed {n}", site.At($"/{n}", $"127.0.0.{n + 1}").AbsoluteUri, null, domain.Clock.GetUtcNow()));
                return await db.SaveChangesAsync();
            });
            var collected = await CollectAsync(domain, tenant, news);
            var again = await AgainAsync(domain, tenant);
            var lists = await TrendLists.MeasureAsync(domain, tenant);
            Console.WriteLine(JsonSerializer.Serialize(new { collected, again, lists }, JsonSerializerOptions.Web));
            return collected.Items >= news.Count * 0.99 ? 0 : 1;
        }
        finally
        {
            await domain.DisposeAsync();
        }
    }

    private static async Task<Collection> CollectAsync(Domain domain, TestTenant tenant, List<NewsItem> news)
    {
        GC.Collect();
        var (heap, most) = (GC.GetTotalMemory(true), 0L);
        using var watching = new CancellationTokenSource();
        var watch = Task.Run(async () =>
        {
            while (!watching.IsCancellationRequested)
            {
                most = Math.Max(most, GC.GetTotalMemory(false));
                await Task.Delay(20);
            }
        });
        var took = await DrainAsync(domain);
        await watching.CancelAsync();
        await watch;
        var stories = await tenant.DbAsync(db => db.TrendItems.AsNoTracking().Select(i => new { i.Title, i.ClusterId }).ToListAsync());
        // titles come back as they were sent; those that stand for several stories prove nothing
        var told = news.GroupBy(n => n.Title).Where(g => g.Select(n => n.Story).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First().Story);
        var known = stories.Where(s => told.ContainsKey(s.Title)).Select(s => (Story: told[s.Title], s.ClusterId)).ToList();
        var (truth, joined) = (Pairs(known.GroupBy(k => k.Story)), Pairs(known.GroupBy(k => k.ClusterId)));
        var right = Pairs(known.GroupBy(k => (object)k));
        var bands = await domain.OwnerSqlAsync<long>("select pg_total_relation_size('trend_bands')");
        var items = await domain.OwnerSqlAsync<long>("select pg_total_relation_size('trend_items')");
        var result = new Collection(stories.Count, stories.Select(s => s.ClusterId).Distinct().Count(), took, stories.Count / took, (most - heap) / 1024.0 / 1024, Process.GetCurrentProcess().PeakWorkingSet64 / 1024.0 / 1024,
            (double)right / truth, (double)right / joined, bands / stories.Count, items / stories.Count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            collected       {result.Items} items of {Feeds} feeds in {result.Seconds:0.0} s: {result.PerSecond:0} a second
            memory          heap at most {result.HeapMb:0} MB more, process at most {result.ProcessMb:0} MB (feeds and collector in one)
            stories         {result.Stories} cards; of pairs that belong together {result.Recall:P1} are, of pairs put together {result.Precision:P2} belong
            bytes an item   {result.ItemBytes} in trend_items, {result.BandBytes} in trend_bands, indexes included
            """));
        return result;
    }

    private static long Pairs<TKey, T>(IEnumerable<IGrouping<TKey, T>> groups) => groups.Sum(g => (long)g.Count() * (g.Count() - 1) / 2);

    /// <summary>The same feeds an hour later: nothing is new.</summary>
    private static async Task<double> AgainAsync(Domain domain, TestTenant tenant)
    {
        var before = await tenant.DbAsync(db => db.TrendItems.CountAsync());
        await domain.AdvanceAsync(TimeSpan.FromMinutes(61));
        var took = await DrainAsync(domain);
        var added = await tenant.DbAsync(db => db.TrendItems.CountAsync()) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"read again      {Feeds} feeds with nothing new in {took:0.0} s, {added} items added"));
        return took;
    }

    private static async Task<double> DrainAsync(Domain domain)
    {
        var due = domain.Services.GetRequiredService<DueSources>();
        var began = Stopwatch.GetTimestamp();
        while (await due.CollectAsync(CancellationToken.None) > 0)
        {
        }
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    // neighbours in the list of news are apart in the feeds, so that tellers of a story are read at the same time
    private static async Task AnswerAsync(HttpContext http, List<NewsItem> news)
    {
        var feed = int.Parse(http.Request.Path.Value![1..], CultureInfo.InvariantCulture);
        http.Response.ContentType = "application/rss+xml";
        await http.Response.WriteAsync($"<rss version=\"2.0\"><channel><title>Feed {feed}</title>");
        for (var n = feed; n < news.Count; n += Feeds)
            await http.Response.WriteAsync($"<item><title>{Escape(news[n].Title)}</title><link>https://feed{feed}.test/{n}</link><description>{Escape(news[n].Summary)}</description></item>");
        await http.Response.WriteAsync("</channel></rss>");
    }

    private static string Escape(string text) => System.Security.SecurityElement.Escape(text);

    private sealed record Collection(int Items, int Stories, double Seconds, double PerSecond, double HeapMb, double ProcessMb, double Recall, double Precision, long BandBytes, long ItemBytes);

    internal sealed class Domain : TestDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Outgoing:AllowPrivateAddresses", "true")];
    }
}
