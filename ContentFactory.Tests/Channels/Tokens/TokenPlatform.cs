using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Channels.Tokens;

/// <summary>A connector of <see cref="TokenNetwork"/>, as one of a network with OAuth would be.</summary>
internal sealed class TokenPlatform(Uri address) : IPlatform, IDisposable
{
    public const string Name = "threads";

    private readonly HttpClient http = new() { BaseAddress = address };

    public string Key => Name;
    public PlatformLimits Limits { get; } = new(500, 500, 10, 10_000_000, 50_000_000);
    public bool Refreshes => true;
    public bool RefreshIsRepeatable { get; set; }

    /// <summary>What happens between the answer to a check and those who asked.</summary>
    public Func<Task> Checked { get; set; } = () => Task.CompletedTask;

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => [];

    public async Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Get, "/me", account, null, ct);
        await Checked();
        return answer.IsSuccessStatusCode ? new ConnectedAccount(account.AccountId, null, account.AccountId, null, 10, null) : Problem.Conflict("Publishing.AccountRefused");
    }

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        using var answer = await SendAsync(HttpMethod.Post, "/posts", account, new StringContent(post.Text), ct);
        return answer.IsSuccessStatusCode ? new(PublishKind.Published, $"{Ids.New(TimeProvider.System)}") : new(PublishKind.AccountRefused, Code: "401", Message: "Unauthorized");
    }

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => Task.FromResult(new LookOutcome(LookKind.NotReadable));

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => Task.FromResult(new MetricsOutcome(MetricsKind.NotObtainable));

    public async Task<TokenOutcome> RefreshAsync(PlatformAccount account, CancellationToken ct)
    {
        try
        {
            using var answer = await http.PostAsJsonAsync("/token", new { refresh_token = account.Secrets[AccountTokens.Refresh] }, ct);
            if ((int)answer.StatusCode == 429)
                return new(TokenKind.Unavailable, Code: "429");
            var body = (await JsonNode.ParseAsync(await answer.Content.ReadAsStreamAsync(ct), cancellationToken: ct))!;
            return answer.IsSuccessStatusCode
                ? new(TokenKind.Renewed, body["access_token"]!.ToString(), body["refresh_token"]!.ToString(), TimeSpan.FromSeconds((int)body["expires_in"]!))
                : new(TokenKind.Refused, Code: body["error"]!.ToString());
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new(TokenKind.Unknown, Code: e.GetType().Name);
        }
    }

    public bool Deletes => true;

    /// <summary>The tokens with which posts were deleted.</summary>
    public ConcurrentQueue<string> Deleted { get; } = new();

    public Task<DeleteOutcome> DeleteAsync(PlatformAccount account, PublishedPost post, CancellationToken ct)
    {
        Deleted.Enqueue(account.Secrets[AccountTokens.Access]);
        return Task.FromResult(new DeleteOutcome(DeleteKind.Deleted));
    }

    public void Dispose() => http.Dispose();

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, PlatformAccount account, HttpContent? content, CancellationToken ct)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", account.Secrets[AccountTokens.Access]);
        return http.SendAsync(request, ct);
    }
}
