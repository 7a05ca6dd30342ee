using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Openings;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Publishing.Openings;
using ContentFactory.Tests.Support;
using static ContentFactory.Tests.Publishing.Openings.OpeningRig;

namespace ContentFactory.Tests.Analytics.Openings;

/// <summary>Openings compared by what networks said.</summary>
public sealed class OpeningQueriesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task The_better_opening_is_named_with_its_numbers()
    {
        var (tenant, post, channel) = await TestedAsync("better");
        foreach (var n in Enumerable.Range(0, 5))
        {
            await OutAsync(tenant, post, channel, First, 1000, 40 + n);
            await OutAsync(tenant, post, channel, Second, 2000, 160 + (2 * n));
        }

        var found = (await ReadAsync(tenant, post))!;

        Assert.Equal((OpeningVerdict.Better, 1, 0), (found.Result.Verdict, found.Result.Best, found.Apart));
        var (a, b) = (found.Result.Scores[0], found.Result.Scores[1]);
        Assert.Equal((First, 5, 0, 5, 5000d, 210d), (a.Opening, a.Out, a.Young, a.Measured, a.Views, a.Engaged));
        Assert.Equal((Second, 5, 0, 5, 10000d, 820d), (b.Opening, b.Out, b.Young, b.Measured, b.Views, b.Engaged));
        Assert.Equal((0.042, 0.082), (Math.Round(a.Rate!.Value, 6), Math.Round(b.Rate!.Value, 6)));
        // the channel's medians are 1,500 views and a rate of 0.062
        Assert.Equal((0.667, 1.333), (Math.Round(a.ViewsRatio!.Value, 3), Math.Round(b.ViewsRatio!.Value, 3)));
        Assert.Equal((-0.02, 0.02), (Math.Round(a.RateAbove!.Value, 6), Math.Round(b.RateAbove!.Value, 6)));
    }

    [Fact]
    public async Task Four_publications_are_too_few_however_different_they_are()
    {
        var (tenant, post, channel) = await TestedAsync("few");
        foreach (var _ in Enumerable.Range(0, 5))
            await OutAsync(tenant, post, channel, First, 100000, 10);
        foreach (var _ in Enumerable.Range(0, 4))
            await OutAsync(tenant, post, channel, Second, 100000, 9000);

        Assert.Equal((OpeningVerdict.TooFew, null), Said(await ReadAsync(tenant, post)));
    }

    [Fact]
    public async Task What_chance_may_bring_names_no_winner()
    {
        var (tenant, post, channel) = await TestedAsync("chance");
        foreach (var n in Enumerable.Range(0, 6))
        {
            await OutAsync(tenant, post, channel, First, 1000, 20 + (15 * n));
            await OutAsync(tenant, post, channel, Second, 1000, 30 + (15 * n));
        }

        Assert.Equal((OpeningVerdict.Even, null), Said(await ReadAsync(tenant, post)));
    }

    [Fact]
    public async Task A_lively_channel_favours_no_opening()
    {
        var (tenant, post, quiet) = await TestedAsync("lively");
        var lively = await domain.AddChannelAsync(tenant, "Lively");
        foreach (var n in Enumerable.Range(0, 5))
        {
            // each as its channel always is
            await OutAsync(tenant, post, quiet, First, 1000, 10 + n);
            await OutAsync(tenant, post, lively, Second, 1000, 100 + n);
        }

        Assert.Equal((OpeningVerdict.Even, null), Said(await ReadAsync(tenant, post)));
    }

    [Fact]
    public async Task All_are_measured_at_the_same_age()
    {
        var (tenant, post, channel) = await TestedAsync("age");
        await OutAsync(tenant, post, channel, First, 100, 10, ageHours: 50);
        await OutAsync(tenant, post, channel, First, 100, 10, readAtHours: 30);
        await OutAsync(tenant, post, channel, First, 100, 10);
        await OutAsync(tenant, post, channel, null, 100, 10);
        // later numbers of the same publications are of another age
        await domain.SystemSqlAsync($"insert into metric_snapshots (tenant_id, id, publication_id, channel_id, taken_at, source, views, likes) select tenant_id, gen_random_uuid(), id, channel_id, published_at + interval '75 hours', 'test', 9999, 999 from publications where tenant_id = '{tenant.Id}'");

        var found = (await ReadAsync(tenant, post))!;

        Assert.Equal((3, 1, 1, 100d, 10d), (found.Result.Scores[0].Out, found.Result.Scores[0].Young, found.Result.Scores[0].Measured, found.Result.Scores[0].Views, found.Result.Scores[0].Engaged));
        Assert.Equal((0, 1), (found.Result.Scores[1].Out, found.Apart));
    }

    [Fact]
    public async Task Other_tenants_and_untested_posts_have_no_comparison()
    {
        var (tenant, post, _) = await TestedAsync("own");
        var other = await domain.AddTenantAsync("own-not");

        Assert.NotNull(await ReadAsync(tenant, post));
        Assert.Null(await ReadAsync(other, post));
        Assert.Null(await ReadAsync(other, await domain.AddPostAsync(other)));
    }

    [Fact]
    public void More_openings_need_a_larger_difference()
    {
        // p is about 0.017: enough for one pair, not for one of six
        double[] low = [40, 44, 48, 52, 56];
        double[] high = [52, 56, 60, 64, 68];
        var two = Of((First, low), (Second, high));
        var four = Of((First, low), (Second, high), (Third, low), ("D", low));

        Assert.Equal((OpeningVerdict.Better, 1), (two.Verdict, two.Best));
        Assert.Equal((OpeningVerdict.Even, null), (four.Verdict, four.Best));

        static OpeningResult Of(params (string Opening, double[] Engaged)[] groups) => OpeningComparison.Of(
            [.. groups.Select(g => g.Opening)], groups.ToDictionary(g => g.Opening, g => (g.Engaged.Length, 0)),
            [.. groups.SelectMany(g => g.Engaged.Select(e => new MeasuredOpening(g.Opening, 100000, e * 100, 100000, 100000, 0.05)))]);
    }

    private static (OpeningVerdict?, int?) Said(TestedOpenings? found) => (found?.Result.Verdict, found?.Result.Best);

    private static Task<TestedOpenings?> ReadAsync(TestTenant tenant, Guid post) => tenant.AsAsync<OpeningQueries, TestedOpenings?>(MemberRole.Viewer, q => q.OfPostAsync(post, default));

    /// <summary>A post that has been under test for a week.</summary>
    private async Task<(TestTenant Tenant, Guid Post, Guid Channel)> TestedAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync($"openings-{slug}");
        var channel = await domain.AddChannelAsync(tenant);
        var post = await domain.TestedAsync(tenant, First, Second);
        await domain.SystemSqlAsync($"update hook_tests set started_at = started_at - interval '7 days' where post_id = '{post}'");
        return (tenant, post, channel);
    }

    /// <summary>A publication of some age, with its numbers.</summary>
    private Task OutAsync(TestTenant tenant, Guid post, Guid channel, string? opening, int views, int likes, int ageHours = 100, int readAtHours = 71)
    {
        var at = (domain.Clock.GetUtcNow() - TimeSpan.FromHours(ageHours)).ToString("O", CultureInfo.InvariantCulture);
        var (hook, words) = opening is null ? ("null", "null") : (opening == First ? "0" : "1", $"'{opening}'");
        return domain.SystemSqlAsync($"""
            with went as (
                insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                    fence, attempts_used, post_version, part_ids, reason_args, looks, published_at, hook, opening, created_by, created_at, updated_at)
                select '{tenant.Id}', gen_random_uuid(), '{post}', '{channel}', (select count(*) from publications), 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{"{}"}', '{"{}"}', 0, at, {hook}, {words}, '{tenant.Id}', at, at
                from (select timestamptz '{at}' as at) k
                returning tenant_id, id, channel_id, published_at)
            insert into metric_snapshots (tenant_id, id, publication_id, channel_id, taken_at, source, views, likes)
            select tenant_id, gen_random_uuid(), id, channel_id, published_at + make_interval(hours => {readAtHours}), 'test', {views}, {likes} from went
            """);
    }
}
