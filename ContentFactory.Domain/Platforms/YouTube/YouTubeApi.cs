using System.Net.Http.Headers;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Calls of YouTube and of Google's sign-in, each on its host. The access token travels in a header, never in an address.</summary>
internal sealed class YouTubeApi([FromKeyedServices(YouTubeApi.Name)] PlatformHttp http, YouTubeUsage usage)
{
    public const string Name = "YouTube";

    public const string DataHost = "https://youtube.googleapis.com";
    public const string UploadHost = "https://www.googleapis.com";
    public const string AnalyticsHost = "https://youtubeanalytics.googleapis.com";
    public const string TokenHost = "https://oauth2.googleapis.com";
    public const string SignInHost = "https://accounts.google.com";

    private static readonly Uri Web = new("https://www.youtube.com");

    public string Host(Uri? apiBase, string real) => http.Host(apiBase, real);

    /// <summary>What stands in for all of Google's hosts; null where they are called themselves.</summary>
    public Uri? Override(PlatformAccount account) => account.ApiBase ?? http.Options.BaseUrl;

    public string WebAddress(PlatformAccount account) => (account.WebBase ?? http.Options.WebUrl ?? Web).AbsoluteUri.TrimEnd('/');

    public Task<PlatformReply> GetAsync(PlatformAccount account, string host, string path, (string Name, string Value)[] query, QuotaCost cost, CancellationToken ct) =>
        SendAsync(account, new(HttpMethod.Get, PlatformHttp.Address(http.Host(account.ApiBase, host) + path, query)), cost, ct);

    /// <summary>Without a usable token, or where the quota is used up by our own count, nothing is sent, and the answer is the one that Google would give.</summary>
    public async Task<PlatformReply> SendAsync(PlatformAccount account, HttpRequestMessage request, QuotaCost cost, CancellationToken ct, bool upload = false)
    {
        var token = AccountTokens.AccessOf(account);
        if ((token is null ? new(ReplyState.Answered, 401, "no_token") : usage.Refusal(account, cost)) is { } refusal)
        {
            request.Dispose();
            return refusal;
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        try
        {
            var reply = await http.SendAsync(request, account.Proxy, ct, upload);
            usage.Count(account, cost, reply);
            return reply;
        }
        catch (OperationCanceledException)
        {
            // given up in the middle: it may have arrived
            usage.Count(account, cost, new(ReplyState.Unclear, 0, "cancelled"));
            throw;
        }
    }

    /// <summary>A form for the sign-in hosts; its secrets stand in the body.</summary>
    public Task<PlatformReply> FormAsync(Uri? apiBase, PlatformProxy? proxy, string path, Dictionary<string, string> form, CancellationToken ct) =>
        http.SendAsync(new(HttpMethod.Post, http.Host(apiBase, TokenHost) + path) { Content = new FormUrlEncodedContent(form) }, proxy, ct);
}
