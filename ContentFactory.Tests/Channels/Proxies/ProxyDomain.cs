using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContentFactory.Tests.Channels.Proxies;

/// <summary>Channels of one network that keeps the accounts it was called for.</summary>
public sealed class ProxyDomain : TestDomain
{
    public const string Token = "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeFak";

    internal ProxyNetwork Network { get; } = new();

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [new("Sandbox:Enabled", "true"), new("Sandbox:BaseUrl", "http://127.0.0.1:9")];

    protected override void Configure(IServiceCollection collection)
    {
        collection.RemoveAll<IPlatform>();
        collection.AddSingleton<IPlatform>(Network);
    }

    internal async Task<Guid> ChannelAsync(TestTenant tenant, bool sandbox = false) => await tenant.DbAsync(async db =>
    {
        var now = Clock.GetUtcNow();
        var channel = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "telegram", $"-100{now.Ticks}{Random.Shared.Next()}", "News", sandbox, now);
        channel.Connect(channel.AccountId, "news", "News", null, 5, null, now);
        db.Channels.Add(channel);
        await ChannelSecrets.PutAsync(db, Services.GetRequiredService<ChannelVault>(), channel.Id, "bot_token", Token, now, default);
        await db.SaveChangesAsync();
        return channel.Id;
    });

    /// <summary>What a connector would be called with for the channel.</summary>
    internal Task<PlatformAccount?> AccountAsync(TestTenant tenant, Guid id) => tenant.DbAsync(async db =>
    {
        var channel = await db.Channels.AsNoTracking().SingleAsync(c => c.Id == id);
        var secrets = await db.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == id).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync();
        return Services.GetRequiredService<ChannelAccounts>().Open(tenant.Id, id, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey);
    });
}

internal sealed class ProxyNetwork : IPlatform
{
    public string Key => SandboxIdentity.Telegram;

    public PlatformLimits Limits { get; } = new(4096, 1024, 10, 10_000_000, 50_000_000);

    public List<(string Verb, PlatformAccount Account)> Calls { get; } = [];

    /// <summary>What the next check ends with; the account itself where null.</summary>
    public Problem? Trouble { get; set; }

    public EffectClass EffectOf(OutgoingPost post) => EffectClass.D;

    public IReadOnlyList<Problem> Validate(OutgoingPost post) => [];

    public Task<Result<ConnectedAccount>> CheckAsync(PlatformAccount account, CancellationToken ct)
    {
        Calls.Add(("check", account));
        return Task.FromResult<Result<ConnectedAccount>>(Trouble is { } trouble ? trouble : new ConnectedAccount(account.AccountId, "news", "News", null, 6, null));
    }

    public Task<bool> RevokeAsync(PlatformAccount account, CancellationToken ct)
    {
        Calls.Add(("revoke", account));
        return Task.FromResult(true);
    }

    public Task<PublishOutcome> PublishAsync(PlatformAccount account, OutgoingPost post, CancellationToken ct) => Task.FromResult(new PublishOutcome(PublishKind.Rejected));

    public Task<LookOutcome> LookAsync(PlatformAccount account, LostPost lost, CancellationToken ct) => Task.FromResult(new LookOutcome(LookKind.NotReadable));

    public Task<MetricsOutcome> ReadMetricsAsync(PlatformAccount account, string externalId, CancellationToken ct) => Task.FromResult(new MetricsOutcome(MetricsKind.NotObtainable));
}
