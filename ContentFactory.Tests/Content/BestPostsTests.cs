using ContentFactory.Domain.Content;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Content;

public sealed class BestPostsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task The_three_posts_that_readers_answered_most_are_the_examples()
    {
        var tenant = await domain.AddTenantAsync("best-posts");
        var channel = await domain.AddChannelAsync(tenant);
        foreach (var (text, likes) in new[] { ("Second", 30), ("Never answered", 0), ("First", 40), ("Fourth", 10), ("Third", 20) })
            await MeasuredAsync(tenant, channel, text, likes);

        Assert.Equal(["First", "Second", "Third"], await tenant.DbAsync(db => BestPosts.TextsAsync(db, tenant.CompanyId, default)));
        var other = await domain.AddTenantAsync("best-posts-none");
        Assert.Empty(await other.DbAsync(db => BestPosts.TextsAsync(db, other.CompanyId, default)));
    }

    /// <summary>Half of the likes stand on the day before: of totals only the last ones count.</summary>
    private async Task MeasuredAsync(TestTenant tenant, Guid channel, string text, int likes)
    {
        var post = await domain.AddPostAsync(tenant, text);
        await domain.SystemSqlAsync($"""
            with went as (
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                    fence, attempts_used, post_version, part_ids, reason_args, looks, published_at, created_by, created_at, updated_at)
                select '{tenant.Id}', gen_random_uuid(), '{post}', '{channel}', 1, 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{"{}"}', '{"{}"}', 0, at, '{tenant.Id}', at, at
                from (select timestamptz '2026-11-10 09:00Z' as at) k
                returning tenant_id, id, channel_id, published_at)
            insert into publication_days (tenant_id, publication_id, day, channel_id, likes, views, updated_at)
            select tenant_id, id, published_at::date + d, channel_id, {likes} * d / 2, 100, published_at from went, generate_series(1, 2) d
            """);
    }
}
