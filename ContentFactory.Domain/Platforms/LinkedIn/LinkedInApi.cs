using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>Calls of LinkedIn's versioned REST API and of its sign-in. The access token travels in a header, never in an address.</summary>
internal sealed class LinkedInApi([FromKeyedServices(LinkedInApi.Name)] PlatformHttp http, IOptionsMonitor<LinkedInOptions> options)
{
    public const string Name = "LinkedIn";

    public const string ApiHost = "https://api.linkedin.com";
    public const string SignInHost = "https://www.linkedin.com";

    private static readonly Uri Web = new(SignInHost);

    public bool AsksForPages => options.CurrentValue.Pages;

    public string Version => options.CurrentValue.Version;

    public string Host(Uri? apiBase, string real) => http.Host(apiBase, real);

    /// <summary>Where people see the post.</summary>
    public string AddressOf(PlatformAccount account, string urn) => $"{(account.WebBase ?? http.Options.WebUrl ?? Web).AbsoluteUri.TrimEnd('/')}/feed/update/{urn}/";

    /// <summary>A URN as it stands in a path or a query.</summary>
    public static string Encoded(string urn) => Uri.EscapeDataString(urn);

    /// <param name="finder">A search, which LinkedIn wants to be called so.</param>
    public Task<PlatformReply> GetAsync(PlatformAccount account, string path, CancellationToken ct, bool finder = false)
    {
        var request = Request(account, HttpMethod.Get, path);
        if (finder)
            request.Headers.Add("X-RestLi-Method", "FINDER");
        return SendAsync(account, request, ct);
    }

    public Task<PlatformReply> PostAsync(PlatformAccount account, string path, JsonObject body, CancellationToken ct)
    {
        var request = Request(account, HttpMethod.Post, path);
        request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return SendAsync(account, request, ct);
    }

    public Task<PlatformReply> DeleteAsync(PlatformAccount account, string path, CancellationToken ct)
    {
        var request = Request(account, HttpMethod.Delete, path);
        request.Headers.Add("X-RestLi-Method", "DELETE");
        return SendAsync(account, request, ct);
    }

    /// <param name="signed">With the access token: parts of a video go without it, everything else with it.</param>
    public Task<PlatformReply> UploadAsync(PlatformAccount account, Uri address, HttpContent content, bool signed, CancellationToken ct)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, address) { Content = content };
        return signed ? SendAsync(account, request, ct, upload: true) : http.SendAsync(request, account.Proxy, ct, upload: true);
    }

    /// <summary>A form for the sign-in's host; its secrets stand in the body.</summary>
    public Task<PlatformReply> FormAsync(Uri? apiBase, PlatformProxy? proxy, string path, Dictionary<string, string> form, CancellationToken ct) =>
        http.SendAsync(new(HttpMethod.Post, http.Host(apiBase, SignInHost) + path) { Content = new FormUrlEncodedContent(form) }, proxy, ct);

    /// <summary>
    /// An address for bytes that may get the account's token: one of LinkedIn's, or of what stands in for LinkedIn, whose hosts it replaces
    /// here too. Null for any other.
    /// </summary>
    public Uri? Trusted(PlatformAccount account, string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var target))
            return null;
        var isOfLinkedIn = target.Scheme == Uri.UriSchemeHttps && target.UserInfo.Length == 0 && IsOfLinkedIn(target.IdnHost);
        if ((account.ApiBase ?? http.Options.BaseUrl) is not { } instead)
            return isOfLinkedIn ? target : null;
        if (isOfLinkedIn)
            return new(instead.AbsoluteUri.TrimEnd('/') + target.PathAndQuery);
        return target.Scheme == instead.Scheme && target.Authority == instead.Authority ? target : null;
    }

    /// <summary>Without a usable token nothing is sent, and the answer is the one that LinkedIn would give.</summary>
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

    private HttpRequestMessage Request(PlatformAccount account, HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, Host(account.ApiBase, ApiHost) + path);
        request.Headers.Add("LinkedIn-Version", Version);
        request.Headers.Add("X-Restli-Protocol-Version", "2.0.0");
        return request;
    }

    private static bool IsOfLinkedIn(string host) =>
        host is "linkedin.com" or "licdn.com" || host.EndsWith(".linkedin.com", StringComparison.Ordinal) || host.EndsWith(".licdn.com", StringComparison.Ordinal);
}
