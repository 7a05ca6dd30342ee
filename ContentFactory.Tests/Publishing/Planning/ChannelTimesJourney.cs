using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Billing;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>One post for three networks, a few minutes apart; then another that gets too near.</summary>
public sealed class ChannelTimesJourney : IAsyncLifetime
{
    private static readonly string[] Networks = ["telegram", "x", "linkedin"];
    private static readonly DateOnly Day = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(3);

    private readonly Dictionary<string, Guid> channels = [];
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        tenant = await application.AddTenantAsync("times");
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = {Networks} where id = {tenant.Id}"));
        await tenant.DbAsync(async db =>
        {
            // three channels are more than a tenant without a subscription may have
            var plan = await db.Plans.SingleAsync(p => p.Code == "growth");
            db.Subscriptions.Add(Subscription.GivenByHand(tenant.Id, Ids.New(TimeProvider.System), plan.Id, TimeProvider.System.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        foreach (var network in Networks)
            Assert.Null((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default, network))).Problem?.TextKey);
        foreach (var channel in await tenant.DbAsync(db => db.Channels.Select(c => new { c.Platform, c.Id }).ToListAsync()))
            channels[channel.Platform] = channel.Id;
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Three_networks_at_three_times(Screen screen, string language)
    {
        var (first, second) = (await tenant.ApprovedAsync("Iced coffee with tonic"), await tenant.ApprovedAsync("Cold brew is back"));
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var stranger = new Stranger(page, new Words(language), $"times-{screen}".ToLowerInvariant());
            await stranger.SignInAsync(Seed.Email(MemberRole.Approver, tenant.Slug), $"/t/{tenant.Slug}/content/{first}");
            await SpreadAsync(stranger, first);
            await page.GotoAsync($"/t/{tenant.Slug}/content/{second}");
            await Browser.LiveAsync(page);
            await NearAsync(stranger, second);
        }, language);
    }

    private async Task SpreadAsync(Stranger stranger, Guid post)
    {
        var page = stranger.Page;
        await page.Locator("input[name=way][value=At]").CheckAsync();
        await ChooseAllAsync(page);
        await page.Locator("input[name=date]").FillAsync(Iso(Day));
        await page.Locator("input[name=time]").FillAsync("10:00");
        await Expect(page.Locator("[data-time-of] b", new() { HasText = "10:00" })).ToHaveCountAsync(Networks.Length);
        await OwnAsync(page, "x", Day, "10:05");
        await OwnAsync(page, "linkedin", Day.AddDays(-6), "10:15");
        await stranger.LookAsync("spread");
        await PlanAsync(page);
        await Expect(Row(page, "linkedin").Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Publishing.TimeInPast"));
        await Expect(Field(page, "time", "linkedin")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(Field(page, "time", "x")).ToHaveValueAsync(new Regex("^10:05"));
        await Expect(page.Locator("section[aria-labelledby=schedule-title] .fault")).ToHaveCountAsync(1);
        await stranger.LookAsync("refused");

        // the common time again, and its own once more
        await Row(page, "linkedin").Locator("input[type=checkbox]").UncheckAsync();
        await Expect(Row(page, "linkedin").Locator("b")).ToContainTextAsync("10:00");
        await OwnAsync(page, "linkedin", Day, "10:15");
        await PlanAsync(page);
        await Expect(page.Locator("a.publication-row")).ToHaveCountAsync(Networks.Length);
        Assert.Equal([(Day, "telegram", new TimeOnly(10, 0)), (Day, "x", new TimeOnly(10, 5)), (Day, "linkedin", new TimeOnly(10, 15))], await PlannedAsync(post));
        // all three follow the common time again, and each says that the post stands there
        await Expect(page.Locator("[data-time-of] .near")).ToHaveCountAsync(Networks.Length);
        await stranger.LookAsync("planned");
        await PlanAsync(page);
        await Expect(page.Locator("[data-time-of] .fault")).ToContainTextAsync(stranger.Words.LikeProblem("Publishing.DuplicateWithin24Hours"));
        await stranger.LookAsync("twice");
    }

    private async Task NearAsync(Stranger stranger, Guid post)
    {
        var page = stranger.Page;
        await page.Locator("input[name=way][value=Next]").CheckAsync();
        await ChooseAllAsync(page);
        await Expect(page.Locator("[data-time-of] b")).ToHaveCountAsync(Networks.Length);
        await OwnAsync(page, "telegram", Day, "10:30");
        await Expect(Row(page, "telegram").Locator(".near")).ToContainTextAsync("10:00");
        await stranger.LookAsync("near");
        await PlanAsync(page);
        await Expect(Row(page, "telegram").Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Publishing.TooClose"));
        await Expect(Field(page, "date", "telegram")).ToHaveValueAsync(Iso(Day));
        await Field(page, "time", "telegram").FillAsync("16:40");
        await Expect(Row(page, "telegram").Locator(".near")).ToHaveCountAsync(0);
        await PlanAsync(page);
        await Expect(page.Locator("a.publication-row")).ToHaveCountAsync(Networks.Length);
        Assert.Contains((Day, "telegram", new TimeOnly(16, 40)), await PlannedAsync(post));
    }

    private static async Task ChooseAllAsync(IPage page)
    {
        await Expect(page.Locator(".choice-row input")).ToHaveCountAsync(Networks.Length);
        foreach (var choice in await page.Locator(".choice-row input").AllAsync())
            await choice.CheckAsync();
        await Expect(page.Locator("[data-time-of]")).ToHaveCountAsync(Networks.Length);
    }

    private async Task OwnAsync(IPage page, string network, DateOnly day, string time)
    {
        await Row(page, network).Locator("input[type=checkbox]").CheckAsync();
        await Field(page, "date", network).FillAsync(Iso(day));
        await Field(page, "time", network).FillAsync(time);
        await Expect(Row(page, network).Locator(".clocks")).ToContainTextAsync(time);
    }

    private static Task PlanAsync(IPage page) => page.Locator(".decide > button").First.ClickAsync();

    private ILocator Row(IPage page, string network) => page.Locator($"[data-time-of='{channels[network]}']");

    private ILocator Field(IPage page, string kind, string network) => page.Locator($"input[name='{kind}-{channels[network]}']");

    private Task<List<(DateOnly Date, string Network, TimeOnly Time)>> PlannedAsync(Guid post) => tenant.DbAsync(async db =>
        (await (from p in db.Publications.Where(p => p.PostId == post)
                join c in db.Channels on p.ChannelId equals c.Id
                orderby p.LocalDate, p.LocalTime
                select new { p.LocalDate, c.Platform, p.LocalTime }).ToListAsync()).Select(p => (p.LocalDate, p.Platform, p.LocalTime)).ToList());

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
