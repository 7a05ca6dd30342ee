using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data.Embedded;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Journeys;

public sealed class DatabaseAwayJourney : IAsyncLifetime
{
    private readonly TemporaryFolder folder = new();
    private EmbeddedPostgres postgres = null!;

    public async Task InitializeAsync() => postgres = await StartAsync();

    public async Task DisposeAsync()
    {
        await postgres.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task Pages_say_the_database_is_away_and_come_back()
    {
        await using var application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["ConnectionStrings:Default"] = postgres.ConnectionString("cf_app"),
            ["ConnectionStrings:System"] = postgres.ConnectionString("cf_system"),
            ["ConnectionStrings:Owner"] = postgres.ConnectionString("cf_owner"),
        }));
        var tenant = await application.AddTenantAsync("alpha");
        await Browser.JourneyAsync(application.Address, Screen.Desktop, async page =>
        {
            var stranger = new Stranger(page, new Words("ru"), "away");
            await stranger.SignInAsync(Seed.Email(MemberRole.Owner, tenant.Slug), "/t/alpha");
            await postgres.DisposeAsync();
            // one page in a circuit, one asked for anew
            await stranger.GoAsync("Nav_Ideas");
            await stranger.HeadedAsync<ShellTexts>("Unavailable_Title");
            var second = await page.Context.NewPageAsync();
            Assert.Equal(503, (await second.GotoAsync("/t/alpha/channels"))!.Status);
            await Expect(second.Locator("h1")).ToContainTextAsync(stranger.Words.Of<ShellTexts>("Unavailable_Title"));
            await Browser.ShotAsync(second, "away-static");
            await stranger.LookAsync("circuit");
            postgres = await StartAsync();
            await Expect(page.Locator("h1")).ToContainTextAsync(stranger.Words.Of<TrendsTexts>("Ideas_Title"), new() { Timeout = 60_000 });
            await Expect(second.Locator("h1")).ToContainTextAsync(stranger.Words.Of<ChannelsTexts>("List_Title"), new() { Timeout = 60_000 });
        }, "ru", expectedErrors: ["503"]);
    }

    private async Task<EmbeddedPostgres> StartAsync() =>
        await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataFolder = folder.Path, Durable = false }, NullLogger.Instance, TimeProvider.System, CancellationToken.None);
}
