using System.Globalization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Analytics.Overview;

/// <summary>What models cost for each post and each thousand views, of rows that were put in one by one.</summary>
public sealed class CostFiguresTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Costs_are_divided_by_the_posts_and_views_of_the_same_days()
    {
        var tenant = await TenantAsync("costs-divided");

        var read = await ReadAsync(tenant, new(Days: 28));

        Assert.Equal((3d, 1.5, 6d), Costs(read.Now));
        // nothing went out in the days before, but people looked on
        Assert.Equal((9d, null, 18d), Costs(read.Before));
        Assert.Equal((1d, 0.5, null), Costs(read.Days[^1].Numbers));
        Assert.Equal((2d, null, 4d), Costs(read.Days[^2].Numbers));
        Assert.Equal((null, null, null), Costs(read.Days[^3].Numbers));
    }

    [Fact]
    public async Task A_company_has_its_own_costs_and_a_channel_none()
    {
        var tenant = await TenantAsync("costs-company");

        Assert.Equal((2d, 1d, 4d), Costs((await ReadAsync(tenant, new(Days: 28, CompanyId: tenant.CompanyId))).Now));
        var channel = (await ReadAsync(tenant, new(Days: 28))).Choices.Channels.Single();
        Assert.Equal((null, null, null), Costs((await ReadAsync(tenant, new(Days: 28, ChannelId: channel.Id))).Now));
        Assert.Equal((null, null, null), Costs((await ReadAsync(tenant, new(Days: 28, Network: channel.Platform))).Now));
    }

    [Fact]
    public async Task One_price_that_nobody_knows_leaves_the_days_without_costs()
    {
        var tenant = await TenantAsync("costs-unknown");
        await AskedAsync(tenant, "1 minute", null);

        var read = await ReadAsync(tenant, new(Days: 28));

        Assert.Equal((null, null, null), Costs(read.Now));
        Assert.Equal((2d, null, 4d), Costs(read.Days[^2].Numbers));
    }

    [Theory]
    [InlineData(MemberRole.Approver), InlineData(MemberRole.Editor), InlineData(MemberRole.Viewer)]
    public async Task Whoever_may_not_see_costs_sees_none_of_the_three(MemberRole role)
    {
        var tenant = await TenantAsync($"costs-{role}".ToLowerInvariant());

        var read = await ReadAsync(tenant, new(Days: 28), role);

        Assert.Equal((null, null, null), Costs(read.Now));
        Assert.All(read.Days, d => Assert.Equal((null, null, null), Costs(d.Numbers)));
        Assert.Equal((2d, 500d), (read.Now.Value(Figure.Posts), read.Now.Value(Figure.Views)));
    }

    /// <summary>Two posts today and 500 views yesterday; 1 dollar today, 2 of the company yesterday. Before that month 9 dollars and 500 views.</summary>
    private async Task<TestTenant> TenantAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        await domain.AddDueAsync(tenant, channel);
        await domain.AddDueAsync(tenant, channel, await domain.AddPostAsync(tenant, "Second"));
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        foreach (var day in new[] { 1, 28 })
            await domain.SystemSqlAsync($"insert into channel_days (tenant_id, channel_id, day, posts, views, updated_at) values ('{tenant.Id}', '{channel}', '{Today.AddDays(-day):O}', 0, 500, app_now())");
        // an hour after midnight in Moscow, where UTC still had yesterday
        await AskedAsync(tenant, "11 hours", 1);
        await AskedAsync(tenant, "1 day", 2, $"'{tenant.CompanyId}'");
        await AskedAsync(tenant, "28 days", 9);
        await AskedAsync(tenant, "56 days", 100);
        // still on its way
        await AskedAsync(tenant, "1 minute", null, outcome: "sending");
        return tenant;
    }

    private Task<int> AskedAsync(TestTenant tenant, string ago, decimal? cost, string company = "null", string outcome = "done") => domain.SystemSqlAsync($"""
        insert into ai_requests (tenant_id, id, at, company_id, person_id, kind, role, role_version, maker, model, outcome, cost, currency, is_estimate)
        values ('{tenant.Id}', gen_random_uuid(), app_now() - interval '{ago}', {company}, gen_random_uuid(), 'draft', 'copywriter', 0, 'test', 'test', '{outcome}', {cost?.ToString(CultureInfo.InvariantCulture) ?? "null"}, 'USD', false)
        """);

    private static (double?, double?, double?) Costs(PeriodNumbers numbers) => (numbers.Value(Figure.AiCost), numbers.Value(Figure.CostPerPost), numbers.Value(Figure.CostPerThousandViews));

    private static Task<NumbersOverview> ReadAsync(TestTenant tenant, AnalyticsWish wish, MemberRole role = MemberRole.Owner) =>
        tenant.AsAsync<OverviewQueries, NumbersOverview>(role, q => q.ReadAsync(wish, default));
}
