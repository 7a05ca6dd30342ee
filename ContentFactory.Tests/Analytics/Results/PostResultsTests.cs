using System.Globalization;
using Bunit;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using ContentFactory.Web.Analytics.Results;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Analytics.Results;

/// <summary>What became of a post on all its channels, and how the panel says it.</summary>
public sealed class PostResultsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    [Fact]
    public async Task The_last_numbers_of_each_publication_are_read()
    {
        var (tenant, post) = await PublishedAsync("results-sums", "News", "Shop");
        await NumbersAsync(tenant, "News", hours: 1, views: 10, likes: 1);
        await NumbersAsync(tenant, "News", hours: 5, views: 200, likes: 6, comments: 3, shares: 1, clicks: 4);
        await NumbersAsync(tenant, "Shop", hours: 5, views: 50, impressions: 400, reach: 90, saves: 2);

        var found = await OfAsync(tenant, post);

        var (news, shop) = (found.Publications.Single(p => p.ChannelName == "News"), found.Publications.Single(p => p.ChannelName == "Shop"));
        Assert.Equal((200L, 200L, 10L, 4L, 0.05), (news.Views, news.Seen, news.Engaged, news.Clicks, news.Rate));
        Assert.Equal((50L, 400L, 2L, null, 0.005), (shop.Views, shop.Seen, shop.Engaged, shop.Clicks, shop.Rate));
        Assert.Equal((2, 0, 0m), (found.Publications.Count, found.AiRequests, found.AiCost));
    }

    [Fact]
    public async Task Other_tenants_see_nothing_of_it()
    {
        var (tenant, post) = await PublishedAsync("results-own", "News");
        await NumbersAsync(tenant, "News", hours: 1, views: 10, likes: 1);
        var (other, _) = await PublishedAsync("results-other", "News");

        Assert.Empty((await OfAsync(other, post)).Publications);
        Assert.Equal(10, Assert.Single((await OfAsync(tenant, post)).Publications).Views);
    }

    [Fact]
    public async Task A_publication_without_numbers_has_none_instead_of_zero()
    {
        var (tenant, post) = await PublishedAsync("results-none", "News");

        var one = Assert.Single((await OfAsync(tenant, post)).Publications);

        Assert.Equal((null, null, null, null, null), (one.TakenAt, one.Views, one.Seen, one.Engaged, one.Rate));
        Assert.Empty((await OfAsync(tenant, await domain.AddPostAsync(tenant, "Not out"))).Publications);
    }

    [Fact]
    public async Task The_panel_adds_up_and_shows_nothing_for_a_post_that_is_not_out()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var (tenant, post) = await PublishedAsync("results-panel", "News", "Shop");
        await NumbersAsync(tenant, "News", hours: 1, views: 200, likes: 10);
        var waiting = await domain.AddPostAsync(tenant, "Not out");
        await tenant.RunAsync(new Actor(tenant.Person(MemberRole.Viewer), tenant.Id, MemberRole.Viewer.ToRole()), async scoped =>
        {
            await using var page = new BunitContext();
            page.Services.AddLocalization();
            page.Services.AddSingleton(scoped.GetRequiredService<PostResults>());
            page.Services.AddSingleton(scoped.GetRequiredService<TenantScope>());
            page.Services.AddSingleton(scoped.GetRequiredService<Changes>());
            page.Services.AddSingleton<TimeProvider>(domain.Clock);

            var panel = page.Render<PostResultsPanel>();
            await ShowAsync(panel, post);
            Assert.Equal(["200", "10", "5.0%", "–"], panel.FindAll("tfoot td").Select(c => c.TextContent));
            Assert.Contains(panel.FindAll("tbody th"), row => row.TextContent.Contains("no numbers yet", StringComparison.Ordinal));

            await ShowAsync(panel, waiting);
            Assert.Equal("", panel.Markup.Trim());
            return true;
        });
    }

    /// <summary>Ends when the panel has read.</summary>
    private static Task ShowAsync(IRenderedComponent<PostResultsPanel> panel, Guid post) => panel.InvokeAsync(() => panel.Instance.SetParametersAsync(ParameterView.FromDictionary(
        new Dictionary<string, object?> { [nameof(PostResultsPanel.PostId)] = post, [nameof(PostResultsPanel.ZoneId)] = "Europe/Moscow" })));

    private async Task<(TestTenant Tenant, Guid Post)> PublishedAsync(string slug, params string[] channels)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var post = await domain.AddPostAsync(tenant);
        foreach (var channel in channels)
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, channel), post);
        foreach (var _ in channels)
            await domain.Publisher.PublishDueAsync(CancellationToken.None);
        Assert.Equal(channels.Length, await tenant.DbAsync(db => db.Publications.CountAsync(p => p.PublishedAt != null)));
        return (tenant, post);
    }

    private async Task NumbersAsync(TestTenant tenant, string channel, int hours, int views, int? impressions = null, int? reach = null, int? likes = null, int? comments = null, int? shares = null, int? saves = null, int? clicks = null) =>
        Assert.Equal(1, await domain.SystemSqlAsync($"""
            insert into metric_snapshots (tenant_id, id, publication_id, channel_id, taken_at, source, views, impressions, reach, likes, comments, shares, saves, clicks)
            select p.tenant_id, gen_random_uuid(), p.id, p.channel_id, p.published_at + interval '{hours} hours', 'test', {views}, {Of(impressions)}, {Of(reach)}, {Of(likes)}, {Of(comments)}, {Of(shares)}, {Of(saves)}, {Of(clicks)}
            from publications p join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id where p.tenant_id = '{tenant.Id}' and c.display_name = '{channel}'
            """));

    private static string Of(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "null";

    private static Task<PostResult> OfAsync(TestTenant tenant, Guid post) => tenant.AsAsync<PostResults, PostResult>(MemberRole.Viewer, r => r.OfAsync(post));
}
