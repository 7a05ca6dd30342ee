using System.Net;
using System.Text.Json;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>The connector of one fake network.</summary>
internal sealed class ChaosPlatform(Flavour flavour, NetworkClient network) : IPlatform
{
    private const int StartLength = 100;

    public string Key => flavour.Key;

    public PlatformLimits Limits { get; } = new(4096, 1024, 10, 10_000_000, 50_000_000);

    public EffectClass EffectOf(OutgoingPost post) => flavour.Class;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => [];

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct) => throw new NotSupportedException();

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => Task.FromResult(new MetricsOutcome(MetricsKind.NotObtainable));

    public async Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct) => flavour.Class switch
    {
        EffectClass.C => await PublishInStepsAsync(account, post, ct),
        EffectClass.B => (await network.PostAsync($"{account.AccountId}/posts", new { text = post.Text }, post.Ticket?.Key, ct)).ToOutcome(),
        _ => (await network.PostAsync($"{account.AccountId}/posts", new { text = post.Text }, null, ct)).ToOutcome(),
    };

    public async Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => flavour switch
    {
        { Class: EffectClass.C } => await LookAtContainerAsync(account, lost, ct),
        { Listed: true } => await LookAtListAsync(account, lost, ct),
        _ => Look(LookKind.NotReadable),
    };

    /// <summary>The container is remembered before it is published: a repeat publishes the same one, which a network does once.</summary>
    private async Task<PublishOutcome> PublishInStepsAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct)
    {
        var handle = post.Ticket?.Handle;
        if (handle is null)
        {
            var prepared = await network.PostAsync($"{account.AccountId}/containers", new { text = post.Text }, null, ct);
            handle = prepared.Is(HttpStatusCode.OK) ? prepared.Text("id") : null;
            if (handle is null)
                return prepared.ToOutcomeOfStep();
            if (post.Ticket is { } ticket && !await ticket.Remember(handle))
                return new(PublishKind.NotSent, Code: "lease_lost", Reason: Problem.Unavailable("Publishing.NotReached"));
        }
        var published = await network.PostAsync($"{account.AccountId}/containers/{handle}/publish", new { container = handle }, null, ct);
        if (!published.Is(HttpStatusCode.Conflict))
            return published.ToOutcome();
        var status = await network.GetAsync($"{account.AccountId}/containers/{handle}", ct);
        return status.Text("status") is "published" ? status.ToOutcome() : new(PublishKind.Unknown, Code: "409", Reason: Problem.Unavailable("Publishing.AnswerLost"));
    }

    private async Task<LookOutcome> LookAtContainerAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        // without a handle the step that publishes was not reached
        if (lost.Handle is null)
            return Look(LookKind.Absent);
        var reply = await network.GetAsync($"{account.AccountId}/containers/{lost.Handle}", ct);
        return reply switch
        {
            { Status: 429 } => Look(LookKind.RateLimited, reply),
            { Status: not 200 } or { Body: null } => Look(LookKind.Failed, reply),
            _ => reply.Text("status") switch
            {
                "published" => Found(reply.Text("id")!, reply.Text("url")),
                "ready" => Look(LookKind.Absent),
                _ => Look(LookKind.Unclear),
            },
        };
    }

    /// <summary>A post with these words since the call began is the lost one; none proves nothing, because it may still appear.</summary>
    private async Task<LookOutcome> LookAtListAsync(PlatformAccount account, LostPost lost, CancellationToken ct)
    {
        var reply = await network.GetAsync($"{account.AccountId}/posts", ct);
        if (reply.Is(HttpStatusCode.TooManyRequests))
            return Look(LookKind.RateLimited, reply);
        if (!reply.Is(HttpStatusCode.OK) || reply.Body is not { ValueKind: JsonValueKind.Array } list)
            return Look(LookKind.Failed, reply);
        var posts = list.Deserialize<NetworkPost[]>(JsonSerializerOptions.Web)!;
        if (posts.Where(p => p.Text == lost.Post.Text).ToList() is [var found])
            return Found(found.Id, found.Url);
        return Look(LookKind.Unclear) with { Seen = [.. posts.Take(10).Select(p => new SeenPost(p.Id, p.Url, p.At, p.Text[..Math.Min(p.Text.Length, StartLength)]))] };
    }

    private LookOutcome Found(string id, string? url) => new(LookKind.Found, id, url, Source: flavour.Key);

    private LookOutcome Look(LookKind kind, NetworkReply? reply = null) => new(kind, Source: flavour.Key, Reason: reply is null ? null : Problem.Unavailable("Publishing.AnswerLost"), RetryAfter: reply?.RetryAfter);
}
