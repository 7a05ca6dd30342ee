using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

/// <summary>Times and texts that cannot be planned as they were given, in a zone whose clocks change.</summary>
public sealed class PlanningInputJourney : IAsyncLifetime
{
    private TestApplication application = null!;
    private TestTenant tenant = null!;

    public async Task InitializeAsync()
    {
        application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?> { ["Sandbox:BaseUrl"] = null }));
        tenant = await Seed.TenantAsync(application.Services, "berlin", "Europe/Berlin");
        Assert.True((await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, s => s.ConnectAsync(tenant.CompanyId, default))).Ok);
    }

    public async Task DisposeAsync() => await application.DisposeAsync();

    [Fact]
    public async Task Past_time_is_refused_and_a_skipped_hour_is_moved()
    {
        var post = await tenant.ApprovedAsync("A post for a night of spring");
        await JourneyAsync(post, "planning-times", async stranger =>
        {
            var passed = TimeProvider.System.GetUtcNow().AddDays(-2).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            await PlanAsync(stranger, passed, "10:00");
            await Expect(stranger.Page.Locator(".fault")).ToContainTextAsync(stranger.Words.LikeProblem("Publishing.TimeInPast"));
            await Expect(stranger.Field<PublishingTexts>("Panel_Date")).ToHaveValueAsync(passed);
            await stranger.LookAsync("past");
            await PlanAsync(stranger, NextSpringChange(), "02:30");
            await stranger.SeesAsync<PublishingTexts>("Panel_Moved");
            await Expect(stranger.Page.Locator("a.publication-row")).ToContainTextAsync("03:30");
            await stranger.LookAsync("moved");
        });
    }

    [Fact]
    public async Task Text_over_the_limit_is_counted_and_not_planned()
    {
        var post = await tenant.ApprovedAsync(string.Concat(Enumerable.Repeat("слово ", 8000)));
        await JourneyAsync(post, "planning-length", async stranger =>
        {
            await Expect(stranger.Page.Locator("[data-counter=telegram]")).ToContainTextAsync(stranger.Words.Like<ContentTexts>("Counter_Over"));
            await stranger.PressAsync<PublishingTexts>("Panel_Schedule");
            await Expect(stranger.Page.Locator("section[aria-labelledby=schedule-title] .fault")).ToContainTextAsync("не более чем в 10 сообщениях");
            await Expect(stranger.Page.Locator("a.publication-row")).ToHaveCountAsync(0);
            await stranger.LookAsync("refused");
        });
    }

    private Task JourneyAsync(Guid post, string name, Func<Stranger, Task> walk) => Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
    {
        var stranger = new Stranger(page, new Words("ru"), name);
        await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), $"/t/berlin/content/{post}");
        await walk(stranger);
    }, "ru");

    private static async Task PlanAsync(Stranger stranger, string date, string time)
    {
        await stranger.Page.Locator("input[name=way][value=At]").CheckAsync();
        await stranger.FillAsync<PublishingTexts>("Panel_Date", date);
        await stranger.FillAsync<PublishingTexts>("Panel_Time", time);
        await stranger.PressAsync<PublishingTexts>("Panel_Schedule");
    }

    /// <summary>The last Sunday of the next March, when the hour from two to three is skipped.</summary>
    private static string NextSpringChange()
    {
        var now = TimeProvider.System.GetUtcNow();
        var day = new DateOnly(now.Month < 3 ? now.Year : now.Year + 1, 3, 31);
        return day.AddDays(-(int)day.DayOfWeek).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    }
}
