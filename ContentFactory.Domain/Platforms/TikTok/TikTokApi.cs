using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>Calls of TikTok's API v2 and of its sign-in. The access token travels in a header, never in an address.</summary>
internal sealed class TikTokApi([FromKeyedServices(TikTokApi.Name)] PlatformHttp http)
{
    public const string Name = "TikTok";

    public const string ApiHost = "https://open.tiktokapis.com";
    public const string SignInHost = "https://www.tiktok.com";

    private static readonly Uri Web = new("https://www.tiktok.com");

    public string Host(Uri? apiBase, string real) => http.Host(apiBase, real);

    /// <summary>Null where the name of the account is not known: TikTok has no address of a post without it.</summary>
    public string? AddressOf(PlatformAccount account, string postId)
    {
        var web = (account.WebBase ?? http.Options.WebUrl ?? Web).AbsoluteUri.TrimEnd('/');
        return account.Handle?.TrimStart('@') is { Length: > 0 } name ? $"{web}/@{Uri.EscapeDataString(name)}/video/{Uri.EscapeDataString(postId)}" : null;
    }

    public Task<TikTokReply> GetAsync(PlatformAccount account, string path, string fields, CancellationToken ct) =>
        SendAsync(account, new(HttpMethod.Get, Address(account, path, fields)), ct);

    /// <param name="fields">Stand in the address where a call has such; null where it has none.</param>
    public Task<TikTokReply> PostAsync(PlatformAccount account, string path, JsonObject? body, CancellationToken ct, string? fields = null)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body?.ToJsonString() ?? ""));
        content.Headers.ContentType = new("application/json") { CharSet = "UTF-8" };
        return SendAsync(account, new(HttpMethod.Post, Address(account, path, fields)) { Content = content }, ct);
    }

    /// <summary>A form for the sign-in calls; its secrets stand in the body.</summary>
    public Task<PlatformReply> FormAsync(Uri? apiBase, PlatformProxy? proxy, string path, Dictionary<string, string> form, CancellationToken ct) =>
        http.SendAsync(new(HttpMethod.Post, http.Host(apiBase, ApiHost) + path) { Content = new FormUrlEncodedContent(form) }, proxy, ct);

    /// <summary>A part of a video to the address that stands for its upload; the account's token has no business there.</summary>
    public Task<PlatformReply> UploadAsync(PlatformAccount account, HttpRequestMessage request, CancellationToken ct) => http.SendAsync(request, account.Proxy, ct, upload: true);

    /// <summary>Where the bytes of an upload go; null where the address is none that they may go to.</summary>
    public Uri? UploadAddress(PlatformAccount account, string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var upload))
            return null;
        if ((account.ApiBase ?? http.Options.BaseUrl) is not { } instead)
            return upload.Scheme == Uri.UriSchemeHttps && upload.HostNameType is UriHostNameType.Dns ? upload : null;
        if (upload.Scheme == instead.Scheme && upload.Authority == instead.Authority)
            return upload;
        return upload.Scheme == Uri.UriSchemeHttps ? new(instead.AbsoluteUri.TrimEnd('/') + upload.PathAndQuery) : null;
    }

    private string Address(PlatformAccount account, string path, string? fields) =>
        http.Host(account.ApiBase, ApiHost) + (fields is null ? path : PlatformHttp.Address(path, [("fields", fields)]));

    // without a usable token nothing is sent, and the answer is the one that TikTok would give
    private async Task<TikTokReply> SendAsync(PlatformAccount account, HttpRequestMessage request, CancellationToken ct)
    {
        if (AccountTokens.AccessOf(account) is not { } token)
        {
            request.Dispose();
            return new(TikTokState.Refused, 401, TikTokErrors.TokenInvalid, "no_token");
        }
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return TikTokReply.Read(await http.SendAsync(request, account.Proxy, ct), account);
    }
}
