using System.Net;
using System.Net.Http.Headers;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>How much of a body the sandbox reads, and for whom.</summary>
public sealed class SandboxBodyTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private const int Megabyte = 1024 * 1024;

    private static int tenants;

    public static IEnumerable<object[]> Strangers =>
        from platform in SandboxIdentity.Platforms
        where platform is not SandboxIdentity.Telegram
        from type in (string[])["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "video/mp4"]
        from isNamed in (bool[])[true, false]
        select new object[] { platform, type, isNamed };

    [Theory]
    [MemberData(nameof(Strangers))]
    public async Task Nobodys_large_body_is_refused_unread(string platform, string type, bool isNamed)
    {
        var (status, _) = await network.SendUnreadAsync($"/sandbox/{platform}/v1/any/thing", isNamed ? "made-up" : null, type, 500 * Megabyte);
        // Meta's refusal of a token is a bad request
        Assert.Equal(platform is "instagram" or "facebook" or "threads" ? HttpStatusCode.BadRequest : HttpStatusCode.Unauthorized, status);
    }

    [Theory]
    [InlineData("x", "/2/tweets", "application/json", 4)]
    [InlineData("linkedin", "/rest/posts", "application/json", 4)]
    [InlineData("youtube", "/upload/youtube/v3/videos", "application/json", 4)]
    [InlineData("tiktok", "/v2/post/publish/video/init/", "application/json", 4)]
    [InlineData("facebook", "/v25.0/me/feed", "application/x-www-form-urlencoded", 4)]
    [InlineData("instagram", "/v25.0/me/media", "application/x-www-form-urlencoded", 4)]
    [InlineData("threads", "/v1.0/me/threads", "multipart/form-data; boundary=b", 128)]
    public async Task A_body_larger_than_any_call_is_refused_unread_in_the_networks_form(string platform, string path, string type, int most)
    {
        var account = await OpenAsync(platform);
        var (status, body) = await network.SendUnreadAsync($"/sandbox/{platform}{path}", account.Token, type, ((long)most * Megabyte) + 1);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        Assert.StartsWith("{", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_in_a_small_form_is_found()
    {
        var account = await OpenAsync("x");
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("token", account.Token)]);
        using var answer = await network.Http.PostAsync("/sandbox/x/2/oauth2/revoke", form);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<OpenedSandbox> OpenAsync(string platform)
    {
        var tenant = await network.AddTenantAsync($"body{Interlocked.Increment(ref tenants)}");
        return (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync(platform, "News", default))).Value;
    }
}

/// <summary>The same where the sandbox is off.</summary>
public sealed class SandboxOffBodyTests(SandboxOffTests.Off network) : IClassFixture<SandboxOffTests.Off>
{
    [Theory]
    [MemberData(nameof(SandboxBodyTests.Strangers), MemberType = typeof(SandboxBodyTests))]
    public async Task Nobodys_large_body_is_refused_unread(string platform, string type, bool isNamed)
    {
        var (status, body) = await network.SendUnreadAsync($"/sandbox/{platform}/v1/any/thing", isNamed ? "made-up" : null, type, 500 * 1024 * 1024);
        Assert.Equal((HttpStatusCode.NotFound, ""), (status, body));
    }
}

internal static class UnreadBody
{
    /// <summary>Announces a body and sends it only when the server begins to read, which is a failure.</summary>
    public static async Task<(HttpStatusCode Status, string Body)> SendUnreadAsync(this SandboxNetwork network, string path, string? token, string type, long length)
    {
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Timeout.InfiniteTimeSpan }) { BaseAddress = network.Http.BaseAddress };
        using var content = new Announced(length) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content, Headers = { ExpectContinue = true } };
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        using var answer = await client.SendAsync(request);
        Assert.False(content.IsSent, "The server asked for the body.");
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private sealed class Announced(long length) : HttpContent
    {
        public bool IsSent { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            IsSent = true;
            throw new IOException("The server asked for the body.");
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
