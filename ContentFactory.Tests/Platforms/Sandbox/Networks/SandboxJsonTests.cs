using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>JSON that PostgreSQL can't store as it is.</summary>
public sealed class SandboxJsonTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private const string Nul = @"\u0000";
    private const string Half = @"\ud83d";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Embeds_of_Discord_with_a_NUL_are_kept_without_it(bool isForm)
    {
        var hook = await SandboxPublisher.ConnectAsync(network, "discord");
        var json = """{"embeds":[{"description":"Framed?","?footer":{"text":"below?"}}]}""".Replace("?", Nul, StringComparison.Ordinal);
        using HttpContent body = isForm ? new MultipartFormDataContent { { new StringContent(json), "payload_json" } } : Json(json);
        Assert.Equal(HttpStatusCode.NoContent, await StatusAsync(HookOf(hook), body));
        Assert.Equal("Framed", Assert.Single(await hook.FeedAsync()).Text);
    }

    [Fact]
    public async Task Content_of_LinkedIn_with_a_NUL_is_kept_without_it()
    {
        var page = await SandboxPublisher.ConnectAsync(network, "linkedin");
        var json = """{"author":"!","commentary":"A card?","visibility":"PUBLIC","content":{"article":{"source":"https://example.com/","title":"Page?","?":["?"]}}}"""
            .Replace("!", page.Account.AccountId, StringComparison.Ordinal).Replace("?", Nul, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Created, await StatusAsync("/sandbox/linkedin/rest/posts", Json(json), page.Account.Secrets[AccountTokens.Access]));
        Assert.Equal(("A card", "Page"), ((await page.FeedAsync())[0].Text, (await page.FeedAsync())[0].Title));
    }

    [Theory]
    [InlineData("""{"content":"x","embeds":[{"description":"x","footer":"?"}]}""")]
    [InlineData("""{"content":"x","embeds":[{"description":"x","?":1}]}""")]
    [InlineData("""{"content":"x","embeds":[{"url":"1","url":"2"}]}""")]
    public async Task What_is_no_text_and_names_that_stand_twice_are_refused(string json)
    {
        var hook = await SandboxPublisher.ConnectAsync(network, "discord");
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(HookOf(hook), Json(json.Replace("?", Half, StringComparison.Ordinal))));
        Assert.Empty(await hook.FeedAsync());
    }

    private static string HookOf(SandboxPublisher hook) => new Uri(hook.Account.Secrets["webhook_url"]).AbsolutePath.Replace("/api/", "/api/v10/", StringComparison.Ordinal);

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");

    private async Task<HttpStatusCode> StatusAsync(string path, HttpContent body, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body, Headers = { Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await network.Http.SendAsync(request);
        return answer.StatusCode;
    }
}
