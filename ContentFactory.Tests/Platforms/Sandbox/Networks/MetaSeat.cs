using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>A sandbox account of one network, and the real connector that acts as it.</summary>
internal sealed class MetaSeat(SandboxNetwork network, TestTenant tenant, OpenedSandbox bot, IPlatform platform, PlatformAccount account)
{
    private string? handle;

    public IPlatform Platform => platform;

    public PlatformAccount Account => account;

    public static async Task<MetaSeat> OpenAsync(SandboxNetwork network, string key, string slug)
    {
        var tenant = await network.AddTenantAsync(slug);
        var bot = (await tenant.AsAsync<SandboxBots, Result<OpenedSandbox>>(MemberRole.Owner, b => b.OpenAsync(key, "News", default))).Value;
        var secrets = SandboxIdentity.Secrets(key, bot.Number, bot.Token, new(network.Http.BaseAddress!, "sandbox/" + key));
        var account = network.Services.GetRequiredService<ChannelAccounts>().Account(key, bot.ChatId, bot.Handle, true, secrets);
        return new(network, tenant, bot, network.Services.GetRequiredService<PlatformSet>().Find(key)!, account);
    }

    /// <summary>Calls again as often as the network works on it.</summary>
    public async Task<PublishOutcome> PublishAsync(OutgoingPost post)
    {
        handle = null;
        var outcome = await OnceAsync(post);
        for (var call = 0; call < 10 && outcome.Kind is PublishKind.Waiting; call++)
        {
            await network.AdvanceAsync(outcome.RetryAfter!.Value);
            outcome = await OnceAsync(post);
        }
        return outcome;
    }

    /// <summary>The post goes out and its answer never comes: what does the connector find?</summary>
    public async Task<LookOutcome> LoseAsync(OutgoingPost post)
    {
        handle = null;
        var (from, before) = (network.Clock.GetUtcNow(), (await FeedAsync()).Count);
        await BreakAsync(SandboxFault.TimeoutAfterAccepting);
        using var patience = new CancellationTokenSource();
        var call = OnceAsync(post, patience.Token);
        await Eventually.BecomesAsync(FeedAsync, feed => feed.Count > before);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        return await platform.LookAsync(account, new(post, Guid.Empty, handle, from), CancellationToken.None);
    }

    public Task<MetricsOutcome> NumbersAsync(string id) => platform.ReadMetricsAsync(account, id, CancellationToken.None);

    public Task<Result> BreakAsync(SandboxFault fault) => tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot.Id, fault, 1, default));

    public Task<IReadOnlyList<SandboxFeedItem>> FeedAsync() => tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(bot.Number, null, default));

    public Task<Result<ConnectedChannel>> ConnectAsync(string key) => tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ConnectAsync(tenant.CompanyId, default, key));

    /// <summary>A call as no connector makes it.</summary>
    public async Task<JsonObject> CallAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, account.ApiBase + path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", bot.Token) } };
        if (method != HttpMethod.Get)
            request.Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        using var answer = await network.Http.SendAsync(request);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
    }

    /// <summary>"100/33", or "100" where there is no subcode.</summary>
    public async Task<string> RefusalAsync(HttpMethod method, string path, params (string Name, string Value)[] fields)
    {
        var error = (await CallAsync(method, path, fields))["error"]!;
        return error["error_subcode"] is { } subcode ? $"{error["code"]}/{subcode}" : $"{error["code"]}";
    }

    public static OutgoingMedia Picture(string name = "a.jpg") => new(MediaKind.Image, name, "image/jpeg", 5000, 1080, 1080, "What it shows", _ => Task.FromResult(Stream.Null)) { PublicUrl = new("https://files.test/" + name) };

    /// <summary>Bytes that are sent; with an address, one that is fetched.</summary>
    public static OutgoingMedia Video(int size = 70_000, string? address = null) =>
        new(MediaKind.Video, "clip.mp4", "video/mp4", size, 1080, 1920, null, _ => Task.FromResult<Stream>(new MemoryStream(new byte[size])))
        {
            Duration = TimeSpan.FromSeconds(20), PublicUrl = address is null ? null : new(address),
        };

    private async Task<PublishOutcome> OnceAsync(OutgoingPost post, CancellationToken ct = default) =>
        await platform.PublishAsync(account, post with { Ticket = new(Guid.Empty, handle, h => { handle = h; return Task.FromResult(true); }) }, ct);
}
