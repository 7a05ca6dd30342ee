using ContentFactory.Domain.Access;
using ContentFactory.Tests.Journeys;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using DevTexts = ContentFactory.Web.Dev.Texts;
using static Microsoft.Playwright.Assertions;

namespace ContentFactory.Tests.Access;

/// <summary>Letters leave by themselves where there is a mail server; where there is none, the mailbox page shows them.</summary>
public sealed class MailboxJourney
{
    [Fact]
    public async Task A_queued_letter_leaves_by_itself()
    {
        await using var mail = await MailServer.StartAsync();
        await using var application = await TestApplication.StartAsync(new(Settings: mail.Settings.ToDictionary()));
        await QueueAsync(application, "reader@loop.example", "en");

        Assert.Single(await mail.ToAsync("reader@loop.example"));
    }

    [Theory]
    [InlineData(Screen.Desktop, "en")]
    [InlineData(Screen.Phone, "ru")]
    internal async Task Letters_without_a_server_can_be_read_and_followed(Screen screen, string language)
    {
        await using var application = await TestApplication.StartAsync();
        await QueueAsync(application, "reader@box.example", "ru");
        await using (var scope = application.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
            db.Letters.Add(new Letter(Domain.Ids.New(TimeProvider.System), "reader@box.example", "en", "A link", $"Press here:\n\n{application.Address}register\n", TimeProvider.System.GetUtcNow()));
            await db.SaveChangesAsync();
        }
        await Browser.JourneyAsync(application.Address, screen, async page =>
        {
            var reader = new Stranger(page, new Words(language), $"mailbox-{screen}-{language}".ToLowerInvariant());
            await page.GotoAsync("/dev/mail");
            await reader.HeadedAsync<DevTexts>("Mail_Title");
            await Expect(page.Locator("article")).ToHaveCountAsync(2);
            await Expect(page.Locator("[data-state=Due]").First).ToHaveTextAsync(reader.Words.Of<DevTexts>("Mail_NoSmtp"));
            await reader.LookAsync("letters");
            await page.Locator("article a").ClickAsync();
            await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/register"));
        }, language);
    }

    [Fact]
    public async Task Outside_development_only_administrators_read_letters()
    {
        await using var application = await TestApplication.StartAsync(new(Configure: services => services.Replace(ServiceDescriptor.Singleton<IHostEnvironment>(new Elsewhere()))));
        await application.AddPersonAsync("somebody@box.example");
        await application.AddPersonAsync("admin@box.example", SystemRoles.Admin);
        await QueueAsync(application, "reader@box.example", "en");
        using var stranger = application.Client();
        using var somebody = await application.SignInAsync("somebody@box.example");
        using var admin = await application.SignInAsync("admin@box.example");

        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.GetAsync("/dev/mail")).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await somebody.GetAsync("/dev/mail")).StatusCode);
        Assert.Contains("reader@box.example", await admin.GetStringAsync("/dev/mail"), StringComparison.Ordinal);
        await using var connection = await Sql.OpenAsync(application.Database.ConnectionString("cf_system"));
        Assert.Equal(["admin@box.example"], await Sql.RowsAsync(connection, "select p.email from audit_log a join people p on p.id = a.person_id where a.action = 'read_letters'", r => r.GetString(0)));
    }

    [Theory]
    [InlineData("Staging", true)]
    [InlineData("Development", false)]
    public async Task Codes_that_are_over_are_blanked_outside_development(string environment, bool isBlanked)
    {
        await using var first = await TestApplication.StartAsync();
        await using (var scope = first.Services.CreateAsyncScope())
        {
            var letters = scope.ServiceProvider.GetRequiredService<LetterBox>();
            await letters.QueueAsync("over@box.example", "en", "RegisterCode", CancellationToken.None, "123456");
            await first.SqlAsync("update letters set secret_until = app_now() - interval '1 second'");
            await letters.QueueAsync("fresh@box.example", "en", "RegisterCode", CancellationToken.None, "123456");
        }
        await using var second = await TestApplication.StartAsync(
            new(Configure: services => services.Replace(ServiceDescriptor.Singleton<IHostEnvironment>(new Elsewhere { EnvironmentName = environment }))), first.Database);
        if (isBlanked)
            await Eventually.BecomesAsync(() => HasCodeAsync(second, "over@box.example"), has => !has);
        else
            await second.Services.GetRequiredService<MailboxUpkeep>().ExecuteTask!;

        Assert.Equal(!isBlanked, await HasCodeAsync(second, "over@box.example"));
        Assert.True(await HasCodeAsync(second, "fresh@box.example"));
    }

    private static async Task<bool> HasCodeAsync(TestApplication application, string to) =>
        (await SentLetters.LatestAsync(application.Database, to)).Contains("123456", StringComparison.Ordinal);

    private static async Task QueueAsync(TestApplication application, string to, string language)
    {
        await using var scope = application.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LetterBox>().QueueAsync(to, language, "Welcome", CancellationToken.None, "Maria");
    }

    private sealed class Elsewhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "Staging";
        public string ApplicationName { get; set; } = "ContentFactory.Web";
        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
