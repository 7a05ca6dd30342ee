using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>Calls of the X API v2 and of its sign-in. The access token travels in a header, never in an address.</summary>
internal sealed class XApi([FromKeyedServices(XApi.Name)] PlatformHttp http)
{
    public const string Name = "X";

    public const string ApiHost = "https://api.x.com";
    public const string SignInHost = "https://x.com";

    // the description of August 2026 calls them by the first name, X's guides by the second
    private const string PostFields = "post.fields";
    private const string OldPostFields = "tweet.fields";

    private static readonly Uri Web = new("https://x.com");

    public string SignInAddress(Uri? apiBase) => http.Host(apiBase, SignInHost) + "/i/oauth2/authorize";

    /// <summary>Where people see a post; without the name of its author X finds it too.</summary>
    public string AddressOf(PlatformAccount account, string id) =>
        $"{(account.WebBase ?? http.Options.WebUrl ?? Web).AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(account.Handle is { Length: > 0 } name ? name : "i")}/status/{Uri.EscapeDataString(id)}";

    public Task<PlatformReply> GetAsync(PlatformAccount account, string path, IEnumerable<(string Name, string Value)> query, CancellationToken ct) =>
        SendAsync(account, new(HttpMethod.Get, PlatformHttp.Address(http.Host(account.ApiBase, ApiHost) + path, query)), ct);

    /// <summary>Reads posts with more than their id and text. Where X refuses the name of the parameter, the other name is asked with.</summary>
    public async Task<PlatformReply> GetPostsAsync(PlatformAccount account, string path, string fields, IReadOnlyList<(string Name, string Value)> query, CancellationToken ct)
    {
        var reply = await GetAsync(account, path, [.. query, (PostFields, fields)], ct);
        return reply.Status == 400 && XErrors.WordsOf(reply).Contains(PostFields, StringComparison.Ordinal)
            ? await GetAsync(account, path, [.. query, (OldPostFields, fields)], ct)
            : reply;
    }

    public Task<PlatformReply> PostAsync(PlatformAccount account, string path, JsonObject? body, CancellationToken ct) =>
        PostAsync(account, path, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), ct);

    public Task<PlatformReply> PostAsync(PlatformAccount account, string path, HttpContent? body, CancellationToken ct, bool upload = false) =>
        SendAsync(account, new(HttpMethod.Post, http.Host(account.ApiBase, ApiHost) + path) { Content = body }, ct, upload);

    public Task<PlatformReply> DeleteAsync(PlatformAccount account, string path, CancellationToken ct) =>
        SendAsync(account, new(HttpMethod.Delete, http.Host(account.ApiBase, ApiHost) + path), ct);

    /// <summary>A form for the token addresses, in the name of the app (a confidential client of OAuth 2).</summary>
    public Task<PlatformReply> FormAsync(Uri? apiBase, PlatformProxy? proxy, PlatformApp app, string path, Dictionary<string, string> form, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, http.Host(apiBase, ApiHost) + path) { Content = new FormUrlEncodedContent(form) };
        var pair = $"{Uri.EscapeDataString(app.Id)}:{Uri.EscapeDataString(app.Secret)}";
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
        return http.SendAsync(request, proxy, ct);
    }

    /// <summary>Without a usable token nothing is sent, and the answer is the one that X would give.</summary>
    private Task<PlatformReply> SendAsync(PlatformAccount account, HttpRequestMessage request, CancellationToken ct, bool upload = false)
    {
        if (AccountTokens.AccessOf(account) is not { } token)
        {
            request.Dispose();
            return Task.FromResult(new PlatformReply(ReplyState.Answered, 401, "no_token"));
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return http.SendAsync(request, account.Proxy, ct, upload);
    }
}
