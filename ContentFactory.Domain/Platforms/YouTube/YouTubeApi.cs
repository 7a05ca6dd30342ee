using System.Net.Http.Headers;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Calls of YouTube and of Google's sign-in, each on its host. The access token travels in a header, never in an address.</summary>
internal sealed class YouTubeApi([FromKeyedServices(YouTubeApi.Name)] PlatformHttp http)
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

    public Task<PlatformReply> GetAsync(PlatformAccount account, string host, string path, (string Name, string Value)[] query, CancellationToken ct) =>
        SendAsync(account, new(HttpMethod.Get, PlatformHttp.Address(http.Host(account.ApiBase, host) + path, query)), ct);

    /// <summary>Without a usable token nothing is sent, and the answer is the one that Google would give.</summary>
    public Task<PlatformReply> SendAsync(PlatformAccount account, HttpRequestMessage request, CancellationToken ct, bool upload = false)
    {
        if (AccountTokens.AccessOf(account) is not { } token)
        {
            request.Dispose();
            return Task.FromResult(new PlatformReply(ReplyState.Answered, 401, "no_token"));
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request, ct, upload);
    }

    /// <summary>A form for the sign-in hosts; its secrets stand in the body.</summary>
    public Task<PlatformReply> FormAsync(Uri? apiBase, string path, Dictionary<string, string> form, CancellationToken ct) =>
        http.SendAsync(new(HttpMethod.Post, http.Host(apiBase, TokenHost) + path) { Content = new FormUrlEncodedContent(form) }, ct);
}
