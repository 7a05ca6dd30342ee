using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Platforms.Sandbox.Networks;

/// <summary>A sandbox account of a network, connected as its tenant does, and the real connector that speaks to it.</summary>
internal sealed class SandboxAccount
{
    private static int tenants;

    private readonly SandboxNetwork network;

    private SandboxAccount(SandboxNetwork network, TestTenant tenant, PlatformAccount account, string platform) =>
        (this.network, Tenant, Account, Connector) = (network, tenant, account, network.Services.GetRequiredService<PlatformSet>().Find(platform)!);

    public TestTenant Tenant { get; }

    public PlatformAccount Account { get; }

    public IPlatform Connector { get; }

    /// <summary>What the last publish call remembered.</summary>
    public string? Handle { get; private set; }

    private long Number => SandboxIdentity.NumberOf(Account.AccountId)!.Value;

    public static async Task<SandboxAccount> ConnectAsync(SandboxNetwork network, string platform)
    {
        var tenant = await network.AddTenantAsync($"{platform}{Interlocked.Increment(ref tenants)}");
        await network.OwnerSqlAsync<int>($"update tenants set platforms = array['{platform}'] where id = '{tenant.Id}' returning 1");
        var connected = await tenant.AsAsync<SandboxChannels, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ConnectAsync(tenant.CompanyId, default, platform));
        Assert.True(connected.Ok, connected.Problem is { } p ? $"{p.TextKey} {string.Join(' ', p.Args)}" : "");
        var channel = connected.Value;
        var secrets = await tenant.DbAsync(db => db.ChannelSecrets.Where(s => s.ChannelId == channel.ChannelId).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync());
        var account = network.Services.GetRequiredService<ChannelAccounts>().Open(tenant.Id, channel.ChannelId, channel.AccountId, channel.Handle, true, secrets, platform)!;
        return new(network, tenant, account, platform);
    }

    /// <summary>One call that goes on where the last one ended.</summary>
    public Task<PublishOutcome> PublishAsync(OutgoingPost post) => Connector.PublishAsync(Account, post with { Ticket = new(Guid.Empty, Handle, Remember) }, CancellationToken.None);

    /// <summary>Calls until it is over, waiting as long as the connector says.</summary>
    public async Task<PublishOutcome> PublishToTheEndAsync(OutgoingPost post)
    {
        var outcome = await PublishAsync(post);
        for (var calls = 1; outcome.Kind is PublishKind.Waiting && calls < 20; calls++)
        {
            await network.AdvanceAsync(outcome.RetryAfter!.Value);
            outcome = await PublishAsync(post);
        }
        return outcome;
    }

    /// <summary>The call that publishes is accepted and never answered.</summary>
    public async Task<PublishOutcome> LoseAnswerAsync(OutgoingPost post)
    {
        var before = (await FeedAsync()).Count;
        await BreakAsync(SandboxFault.TimeoutAfterAccepting);
        var call = PublishAsync(post);
        while ((await FeedAsync()).Count == before && !call.IsCompleted)
            await Task.Yield();
        await network.AdvanceAsync(TimeSpan.FromMinutes(3));
        return await call;
    }

    public Task<LookOutcome> LookAsync(OutgoingPost post, DateTimeOffset from) => Connector.LookAsync(Account, new(post, Guid.Empty, Handle, from), CancellationToken.None);

    public async Task BreakAsync(SandboxFault fault)
    {
        var bot = (await Tenant.AsAsync<SandboxBots, SandboxState?>(MemberRole.Viewer, b => b.OfChatAsync(Number, default)))!.BotId;
        Assert.True((await Tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot, fault, 1, default))).Ok);
    }

    public Task<IReadOnlyList<SandboxFeedItem>> FeedAsync() => Tenant.AsAsync<SandboxFeed, IReadOnlyList<SandboxFeedItem>>(MemberRole.Viewer, f => f.ReadAsync(Number, null, default));

    public Task<MetricsOutcome> ReadAsync(string externalId) => Connector.ReadMetricsAsync(Account, externalId, CancellationToken.None);

    public static OutgoingMedia Video(int size = 300_000, byte[]? start = null) =>
        new(MediaKind.Video, "clip.mp4", "video/mp4", size, 1080, 1920, null, _ => Task.FromResult<Stream>(new MemoryStream([.. start ?? [], .. new byte[size - (start?.Length ?? 0)]]))) { Duration = TimeSpan.FromSeconds(20) };

    private Task<bool> Remember(string handle)
    {
        Handle = handle;
        return Task.FromResult(true);
    }
}
