using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Predictions;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Analytics.Predictions;

public sealed class PredictionQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task Too_few_measured_posts_give_no_number()
    {
        var (tenant, channel) = await StartAsync("prediction-few");
        await MeasuredAsync(tenant, channel, "Short", 19, 10, 100, 18);

        var said = Assert.Single(await OfAsync(tenant, await domain.AddPostAsync(tenant, approved: false)));

        Assert.Equal((19, null, 0), (said.Measured, said.Prediction, said.Best.Count));
        Assert.Equal([9], said.PostingHours);
    }

    [Fact]
    public async Task The_rate_follows_length_and_hour_of_the_companys_own_posts()
    {
        var (tenant, channel) = await StartAsync("prediction-rate");
        // short ones at 18:00 get 10 of 100, longer ones at 9:00 get 5 of 100, half and half
        await MeasuredAsync(tenant, channel, "Short", 40, 10, 100, 18);
        await MeasuredAsync(tenant, channel, new string('x', 450), 40, 5, 100, 9);
        // another company's channel says nothing here
        var (other, foreign) = await StartAsync("prediction-other");
        await MeasuredAsync(other, foreign, "Short", 60, 90, 100, 18);

        var (brief, lengthy) = (Assert.Single(await OfAsync(tenant, await domain.AddPostAsync(tenant, "Brief"))), Assert.Single(await OfAsync(tenant, await domain.AddPostAsync(tenant, new string('y', 400)))));

        Assert.Equal((80, PredictionUnit.Rate), (brief.Measured, brief.Prediction!.Unit));
        Assert.InRange(brief.Prediction.Usual, 5, 10);
        Assert.True(brief.Prediction.Expected > lengthy.Prediction!.Expected);
        Assert.InRange(brief.Prediction.Expected, 6, 10.5);
        Assert.Null(brief.Prediction.For);
        Assert.All(brief.Best, b => Assert.Equal(18, b.Hour));
        Assert.DoesNotContain(brief.Prediction.Factors, f => f.Factor is PredictionFactor.Hour);
    }

    [Fact]
    public async Task Networks_without_reactions_are_compared_by_views()
    {
        var (tenant, channel) = await StartAsync("prediction-views");
        await MeasuredAsync(tenant, channel, "Short", 30, null, 500, 12);

        var said = Assert.Single(await OfAsync(tenant, await domain.AddPostAsync(tenant)));

        Assert.Equal(PredictionUnit.Views, said.Prediction!.Unit);
        Assert.InRange(said.Prediction.Expected, 450, 550);
    }

    [Fact]
    public async Task Foreign_posts_have_no_prediction()
    {
        var (tenant, _) = await StartAsync("prediction-foreign");
        var (other, _) = await StartAsync("prediction-stranger");

        Assert.Empty(await OfAsync(other, await domain.AddPostAsync(tenant)));
    }

    private async Task<(TestTenant Tenant, Guid Channel)> StartAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        return (tenant, await domain.AddChannelAsync(tenant));
    }

    private static Task<IReadOnlyList<NetworkPrediction>> OfAsync(TestTenant tenant, Guid post) =>
        tenant.AsAsync<PredictionQueries, IReadOnlyList<NetworkPrediction>>(MemberRole.Viewer, q => q.OfPostAsync(post, default));

    /// <summary>Posts of one text that went out day by day at an hour of Moscow, with so many likes and views in the end.</summary>
    private async Task MeasuredAsync(TestTenant tenant, Guid channel, string text, int count, int? likes, int views, int hour)
    {
        var post = await domain.AddPostAsync(tenant, text);
        await domain.SystemSqlAsync($"""
            with went as (
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                    fence, attempts_used, post_version, part_ids, reason_args, looks, published_at, created_by, created_at, updated_at)
                select '{tenant.Id}', gen_random_uuid(), '{post}', '{channel}', n, 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{"{}"}', '{"{}"}', 0, at, '{tenant.Id}', at, at
                from generate_series(1, {count}) n, lateral (select (date '2026-11-15' - n + time '{hour:00}:00') at time zone 'Europe/Moscow' as at) k
                returning tenant_id, id, channel_id, published_at)
            insert into publication_days (tenant_id, publication_id, day, channel_id, likes, views, updated_at)
            select tenant_id, id, published_at::date + d, channel_id, {(likes is null ? "null::bigint" : $"{likes} * d / 2")}, {views} * d / 2, published_at from went, generate_series(1, 2) d
            """);
    }
}
