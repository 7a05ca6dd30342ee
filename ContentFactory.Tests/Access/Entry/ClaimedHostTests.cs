using System.Net;
using System.Web;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Access;

/// <summary>A host that a request only claims, in its line or beside it, is in no letter and in no redirect.</summary>
public sealed class ClaimedHostTests(ClaimedHostTests.World world) : IClassFixture<ClaimedHostTests.World>
{
    private const string Own = "https://app.example.test";

    public static TheoryData<string, string> Claims => new()
    {
        { "X-Forwarded-Host", "evil.example" }, { "Forwarded", "host=evil.example;proto=https" }, { "X-Original-Host", "evil.example" }, { "X-Forwarded-Server", "evil.example" },
    };

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task Doors_and_their_letters_stay_at_home(string header, string value)
    {
        foreach (var (page, form, next) in new[] { ("/sign-in/link", "link", ""), ("/reset", "reset", "/reset/code"), ("/register", "register", "/register/code") })
        {
            using var client = Client(header, value);
            var address = await world.NewPersonAsync();
            var answer = await PostAsync(client, page, form, address);
            Assert.Equal(next, answer.Location is { } to ? new Uri(world.Application.Address, to).AbsolutePath : "");
            Assert.True(answer.Location is null || new Uri(world.Application.Address, answer.Location).Authority == world.Application.Address.Authority);
            Assert.DoesNotContain("evil", answer.Text + await SentLetters.LatestAsync(world.Application.Database, address), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task Providers_are_told_the_configured_return(string header, string value)
    {
        using var client = Client(header, value);
        using var answer = await client.GetAsync("/sign-in/with/google?returnUrl=/t/a");
        Assert.Equal($"{Own}/sign-in/google/return", HttpUtility.ParseQueryString(answer.Headers.Location!.Query)["redirect_uri"]);
    }

    [Theory]
    [MemberData(nameof(Claims))]
    public async Task An_invitations_page_leads_nowhere_else(string header, string value)
    {
        using var client = Client(header, value);
        var page = await client.GetStringAsync(await world.InvitedAsync());
        Assert.Contains("data-invitation=\"Open\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_line_with_a_host_changes_no_letter()
    {
        // a client that takes the application for its proxy writes the whole address into the line
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, Proxy = new WebProxy(world.Application.Address), UseProxy = true }) { BaseAddress = new("http://evil.example/") };
        client.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var (page, form) in new[] { ("/sign-in/link", "link"), ("/reset", "reset"), ("/register", "register") })
        {
            var address = await world.NewPersonAsync();
            await PostAsync(client, page, form, address);
            var letter = await SentLetters.LatestAsync(world.Application.Database, address);
            Assert.DoesNotContain("evil", letter, StringComparison.Ordinal);
        }
        using var leaving = await client.GetAsync("/sign-in/with/google");
        Assert.Equal($"{Own}/sign-in/google/return", HttpUtility.ParseQueryString(leaving.Headers.Location!.Query)["redirect_uri"]);
    }

    private HttpClient Client(string header, string value)
    {
        var client = world.Application.Client();
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return client;
    }

    private static async Task<(Uri? Location, string Text)> PostAsync(HttpClient client, string page, string form, string address)
    {
        var fields = new Dictionary<string, string> { ["_handler"] = form, ["Input.Email"] = address, ["__RequestVerificationToken"] = await TestApplication.TokenAsync(client, page) };
        using var answer = await client.PostAsync(page, new FormUrlEncodedContent(fields));
        Assert.True((int)answer.StatusCode < 400, $"{page} answered {(int)answer.StatusCode}");
        return (answer.Headers.Location, await answer.Content.ReadAsStringAsync());
    }

    public sealed class World : IAsyncLifetime
    {
        private int people;

        internal TestApplication Application { get; private set; } = null!;

        public async Task InitializeAsync() => Application = await TestApplication.StartAsync(new(Settings: new Dictionary<string, string?>
        {
            ["PublicUrl"] = Own, ["Access:LettersPerNetwork"] = "1000", ["Access:Google:ClientId"] = "id", ["Access:Google:ClientSecret"] = "secret",
        }));

        public Task DisposeAsync() => Application.DisposeAsync().AsTask();

        internal async Task<string> NewPersonAsync()
        {
            var address = $"claimed{Interlocked.Increment(ref people)}@entry.test";
            await Application.AddPersonAsync(address);
            return address;
        }

        /// <summary>The path of an invitation that is open.</summary>
        internal async Task<string> InvitedAsync()
        {
            var number = Interlocked.Increment(ref people);
            var team = await (await Application.AddTenantAsync($"claimed-{number}")).OnPlanAsync("growth");
            var invited = await team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.InviteAsync(new($"invited{number}@entry.test", MemberRole.Editor), default));
            return (await SentLetters.LinkAsync(Application.Database, invited.Value.Email)).AbsolutePath;
        }
    }
}
