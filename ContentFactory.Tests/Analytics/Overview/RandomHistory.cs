using ContentFactory.Domain;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Overview;

/// <summary>A publication of a history.</summary>
internal sealed record PastPost(Guid Id, Guid Channel, PostType Type, IReadOnlyList<Guid> Topics, DateTimeOffset PublishedAt);

/// <summary>A reading that was written.</summary>
internal sealed record PastReading(PastPost Post, DateTimeOffset At, PostMetrics Metrics);

/// <summary>
/// Channels of two companies, their posts, and what networks said of them: numbers that some networks do not have, that are left out now and
/// then, that go back, that come late, and posts that vanish. All of it is written as the collector writes it.
/// </summary>
internal sealed class RandomHistory(PublishingDomain domain, TestTenant tenant, int seed, string zoneId)
{
    public static readonly DateOnly First = new(2026, 9, 20);
    public static readonly DateOnly Last = new(2026, 11, 15);

    private static readonly DateTimeOffset Begin = new(2026, 8, 25, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = new(2026, 11, 16, 0, 0, 0, TimeSpan.Zero);

    private readonly Random random = new(seed);

    public List<(Guid Id, Guid Company, string Platform)> Channels { get; } = [];
    public List<Guid> Topics { get; } = [];
    public List<PastPost> Posts { get; } = [];
    public List<PastReading> Readings { get; } = [];

    public async Task WriteAsync()
    {
        await PartitionsAsync();
        await AddChannelsAsync();
        await AddPostsAsync();
        var all = Posts.SelectMany(ReadingsOf).OrderBy(r => r.At).ToList();
        var late = all.Where(_ => random.Next(10) == 0).ToHashSet();
        foreach (var some in Batches(all.Where(r => !late.Contains(r)).Concat(late)))
        {
            var kept = await domain.Services.GetRequiredService<SnapshotWriter>().WriteAsync([.. some.Select(r => new TakenReading(Due(r), new(MetricsKind.Read, r.Metrics, "test"), Lease))], default);
            Assert.Equal(some.Count, kept.Count);
            Readings.AddRange(some);
        }
        foreach (var gone in Posts.Where(_ => random.Next(8) == 0).ToList())
            Assert.True(await domain.Services.GetRequiredService<SnapshotWriter>().WriteAsync(Due(new(gone, End, new())), new(MetricsKind.Removed), null, default));
    }

    /// <summary>A batch has one reading of a publication, as claims have.</summary>
    private IEnumerable<List<PastReading>> Batches(IEnumerable<PastReading> readings)
    {
        var batch = new List<PastReading>();
        foreach (var reading in readings)
        {
            if (batch.Any(r => r.Post.Id == reading.Post.Id) || random.Next(5) == 0 && batch.Count > 0)
            {
                yield return batch;
                batch = [];
            }
            batch.Add(reading);
        }
        if (batch.Count > 0)
            yield return batch;
    }

    private static DateTimeOffset Lease => new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private DueMetrics Due(PastReading r) =>
        new(tenant.Id, r.Post.Id, r.Post.Channel, "external", r.Post.PublishedAt, Lease, r.At, zoneId, ScriptedPlatform.Name, "account", null, false, []);

    private async Task PartitionsAsync()
    {
        await using var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner"));
        for (var month = new DateOnly(2026, 8, 1); month < new DateOnly(2026, 12, 1); month = month.AddMonths(1))
            await Sql.RunAsync(owner, $"create table if not exists metric_snapshots_{month:yyyy_MM} partition of metric_snapshots for values from ('{month:yyyy-MM-dd} 00:00+00') to ('{month.AddMonths(1):yyyy-MM-dd} 00:00+00')");
    }

    private async Task AddChannelsAsync()
    {
        var other = Ids.New(TimeProvider.System);
        await domain.SystemSqlAsync($"insert into companies (tenant_id, id, number, code, name, slug, type, status, required_approvals, auto_post, reminder_hours, created_at) select '{tenant.Id}', '{other}', n, 'COMP9' || n, 'Other ' || n, 'other-{other:N}', 'service', 'active', 1, false, 24, now() from (select 1 + max(number) as n from companies where tenant_id = '{tenant.Id}') x");
        foreach (var (n, platform) in new[] { "telegram", "instagram", "bluesky", "youtube", "telegram" }.Index())
        {
            var channel = (Ids.New(TimeProvider.System), n % 2 == 0 ? tenant.CompanyId : other, platform);
            Channels.Add(channel);
            await domain.SystemSqlAsync($"""
                insert into channels (tenant_id, id, company_id, platform, account_id, display_name, sandbox, status, auto_post, posting_hours, daily_limit, error_count, created_at)
                values ('{tenant.Id}', '{channel.Item1}', '{channel.Item2}', '{platform}', '{tenant.Slug}{seed}{n}', 'Channel {n}', false, 'active', false, array[9], 100, 0, now())
                """);
        }
        foreach (var name in new[] { "Paint", "Tiles" })
        {
            Topics.Add(Ids.New(TimeProvider.System));
            await domain.SystemSqlAsync($"insert into topics (tenant_id, id, name, keywords, language, created_at) values ('{tenant.Id}', '{Topics[^1]}', '{name} {seed}', array['x'], 'en', now())");
        }
    }

    private async Task AddPostsAsync()
    {
        for (var n = 0; n < 14; n++)
        {
            var post = new PastPost(Ids.New(TimeProvider.System), Channels[random.Next(Channels.Count)].Id, (PostType)random.Next(3), [.. Topics.Where(_ => random.Next(2) == 0)], Instant(Begin, End));
            Posts.Add(post);
            await domain.SystemSqlAsync($"""
                insert into posts (tenant_id, id, company_id, type, status, title, text, hashtags, tags, hooks, ai_tokens, ai_cost, ai_currency, author_id, version, created_at, updated_at)
                values ('{tenant.Id}', '{post.Id}', '{Channels.Single(c => c.Id == post.Channel).Company}', '{SnakeCase.Of($"{post.Type}")}', 'draft', 'Post {n}', 'Text {n}', array[]::text[], array[]::text[], array[]::text[], 0, 0, 'USD', '{post.Id}', 1, now(), now());
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at, fence, attempts_used, post_version,
                                          part_ids, reason_args, looks, created_by, created_at, updated_at, published_at, external_id, next_metrics_at)
                values ('{tenant.Id}', '{post.Id}', '{post.Id}', '{post.Channel}', 0, 'feed', 'normal', 'published', '{post.PublishedAt:O}', '2026-09-01', '09:00', 'UTC', '{post.PublishedAt:O}', 0, 0, 1,
                        array[]::text[], array[]::text[], 0, '{post.Id}', now(), now(), '{post.PublishedAt:O}', 'x', '{Lease:O}');
                {string.Concat(post.Topics.Select(t => $"insert into post_topics values ('{tenant.Id}', '{post.Id}', '{t}');"))}
                """);
        }
    }

    private IEnumerable<PastReading> ReadingsOf(PastPost post)
    {
        var platform = Channels.Single(c => c.Id == post.Channel).Platform;
        long? views = platform is "bluesky" ? null : 0, impressions = platform is "instagram" ? 0 : null, reach = platform is "youtube" ? 0 : null;
        long? likes = 0, comments = platform is "telegram" ? null : 0, clicks = platform is "instagram" or "telegram" ? 0 : null;
        long? shares = platform is "youtube" ? null : 0, saves = platform is "instagram" ? 0 : null;
        foreach (var at in Enumerable.Range(0, random.Next(4, 22)).Select(_ => AtMidnight(Instant(post.PublishedAt, End))).Order().Distinct())
        {
            (views, impressions, reach) = (Moved(views, 300), Moved(impressions, 500), Moved(reach, 200));
            (likes, comments, clicks) = (Moved(likes, 20), Moved(comments, 5), Moved(clicks, 9));
            (shares, saves) = (Moved(shares, 7), Moved(saves, 4));
            yield return new(post, at, new(
                LeftOut(views), LeftOut(impressions), LeftOut(reach), LeftOut(likes), LeftOut(comments), LeftOut(shares), LeftOut(saves), LeftOut(clicks),
                AverageWatchSeconds: platform is "youtube" && random.Next(2) == 0 ? random.Next(1, 400) / 10.0 : null,
                CompletionRate: platform is "youtube" && random.Next(2) == 0 ? random.Next(1001) / 1000.0 : null,
                Followers: random.Next(3) == 0 ? random.Next(100, 200) : null));
        }
    }

    /// <summary>Every third reading is made just after a midnight, as the daily ones are.</summary>
    private DateTimeOffset AtMidnight(DateTimeOffset at)
    {
        if (random.Next(3) != 0)
            return at;
        var next = LocalDay.Start(LocalDay.At(at, zoneId).AddDays(1), zoneId).AddMicroseconds(random.NextInt64(7_200_000_000));
        return next < End ? next : at;
    }

    private DateTimeOffset Instant(DateTimeOffset from, DateTimeOffset to) => from.AddMicroseconds(random.NextInt64((long)(to - from).TotalMicroseconds));

    private long? Moved(long? value, int most) => value is { } known ? Math.Max(0, known + (random.Next(6) == 0 ? -random.Next(most / 2) : random.Next(most))) : null;

    private long? LeftOut(long? value) => random.Next(5) == 0 ? null : value;
}
