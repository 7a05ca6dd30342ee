using System.Net.Http.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>A sandbox account that was connected as a person connects it, with the real connector that speaks for it.</summary>
internal sealed class SandboxPublisher(SandboxNetwork network, TestTenant tenant, IPlatform platform, PlatformAccount account)
{
    private static int tenants;

    private readonly long number = SandboxIdentity.NumberOf(account.AccountId)!.Value;
    private string? handle;

    public PlatformAccount Account => account;

    public static async Task<SandboxPublisher> ConnectAsync(SandboxNetwork network, string key)
    {
        var tenant = await network.AddTenantOnAsync("enterprise", $"{key}{Interlocked.Increment(ref tenants)}");
        string[] platforms = [key];
        await tenant.DbAsync(db => db.Database.ExecuteSqlAsync($"update tenants set platforms = {platforms} where id = {tenant.Id}"));
        var connected = await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ConnectAsync(tenant.CompanyId, default, key));
        Assert.True(connected.Ok, connected.Problem is { } p ? $"{p.TextKey} {string.Join(' ', p.Args)}" : "");
        var channel = connected.Value;
        var secrets = await tenant.DbAsync(db => db.ChannelSecrets.Where(s => s.ChannelId == channel.ChannelId).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync());
        var account = network.Services.GetRequiredService<ChannelAccounts>().Open(tenant.Id, channel.ChannelId, channel.AccountId, channel.Handle, true, secrets, key)!;
        return new(network, tenant, network.Services.GetRequiredService<PlatformSet>().Find(key)!, account);
    }

    /// <summary>Calls as the engine does, until the post no longer waits.</summary>
    public async Task<PublishOutcome> PublishAsync(OutgoingPost post)
    {
        handle = null;
        for (var calls = 0; ; calls++)
        {
            var outcome = await platform.PublishAsync(account, Ticketed(post), CancellationToken.None);
            if (outcome.Kind is not PublishKind.Waiting || calls > 8)
                return outcome;
            await network.AdvanceAsync(outcome.RetryAfter!.Value);
        }
    }

    public async Task<string> PublishedAsync(OutgoingPost post)
    {
        var outcome = await PublishAsync(post);
        Assert.True(outcome.Kind is PublishKind.Published, $"{outcome.Kind} {outcome.Code} {outcome.Message} {outcome.Reason?.TextKey} {string.Join(' ', outcome.Reason?.Args ?? [])}");
        return outcome.ExternalId!;
    }

    /// <summary>Publishes without ever learning so, and looks for the post.</summary>
    public async Task<LookOutcome> LoseAsync(OutgoingPost post)
    {
        var (before, began) = ((await FeedAsync()).Count, network.Clock.GetUtcNow());
        await BreakAsync(SandboxFault.TimeoutAfterAccepting);
        handle = null;
        using var patience = new CancellationTokenSource();
        var call = platform.PublishAsync(account, Ticketed(post), patience.Token);
        while ((await FeedAsync()).Count == before)
            Assert.False(call.IsCompleted, "The connector got an answer.");
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        return await platform.LookAsync(account, new(post, Guid.Empty, handle, began), CancellationToken.None);
    }

    public Task<MetricsOutcome> NumbersAsync(string id) => platform.ReadMetricsAsync(account, id, CancellationToken.None);

    public async Task<DeleteKind> DeleteAsync(string id) => (await platform.DeleteAsync(account, new(id, [id]), CancellationToken.None)).Kind;

    public Task<IReadOnlyList<SandboxFeedItem>> FeedAsync() => tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(number, null, default));

    public Task<Result> BreakAsync(SandboxFault fault) => tenant.RunAsync(new(tenant.Person(MemberRole.Owner), tenant.Id, MemberRole.Owner.ToRole()), async inside =>
    {
        var bots = inside.GetRequiredService<SandboxBots>();
        return await bots.SetFaultAsync((await bots.OfChatAsync(number, default))!.BotId, fault, 1, default);
    });

    /// <summary>A call past the connector; the answer's status and JSON.</summary>
    public async Task<(int Status, JsonNode Body)> CallAsync(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/sandbox/{platform.Key}{path}") { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new("Bearer", account.Secrets.GetValueOrDefault(AccountTokens.Access, ""));
        using var answer = await network.Http.SendAsync(request);
        return ((int)answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync())!);
    }

    public static OutgoingMedia Picture(string name, string? alt = null) => File(MediaKind.Image, name, "image/png", SandboxNetwork.Png(), alt);

    public static OutgoingMedia Video(string name = "film.mp4") => File(MediaKind.Video, name, "video/mp4", new byte[5 * 1024 * 1024]);

    public static OutgoingMedia File(MediaKind kind, string name, string type, byte[] bytes, string? alt = null) =>
        new(kind, name, type, bytes.Length, null, null, alt, _ => Task.FromResult<Stream>(new MemoryStream(bytes)));

    private OutgoingPost Ticketed(OutgoingPost post) => post with
    {
        Ticket = new(Guid.Empty, handle, text =>
        {
            handle = text;
            return Task.FromResult(true);
        }),
    };
}
