using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Http;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

public sealed partial class ChannelCare
{
    /// <summary>Each try calls an address that a person gave, from here.</summary>
    internal static readonly AttemptLimit ProxyTries = new("channel.proxy", 20, TimeSpan.FromMinutes(15));

    /// <summary>Checks the account through the proxy, and only then sends all its calls that way.</summary>
    public async Task<Result<ConnectedChannel>> SetProxyAsync(Guid id, EnteredProxy entered, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var read = entered.Read();
        if (!read.Ok)
            return read.Problem;
        if (rules.CheckProxy(read.Value.Address) is { } refusal)
            return refusal with { Field = nameof(EnteredProxy.Address) };
        var found = await ReadAsync(id, ct);
        if (!found.Ok)
            return found.Problem;
        var (channel, secrets) = found.Value;
        if (channel.Sandbox)
            return Problem.Conflict("Channels.ProxySandbox");
        if (await limits.TakeAsync(ProxyTries, $"{actor.TenantId}", ct) is { } wait)
            return Problem.Limit("Channels.ProxyTooOften", (int)Math.Ceiling(wait.TotalMinutes));
        var check = await CheckThroughAsync(channel, secrets, read.Value, ct);
        if (!check.Ok)
            return check.Problem;
        var saved = await EditAsync(id, Permission.ConnectChannels, async (context, c, now) =>
        {
            await ChannelSecrets.PutAsync(context, vault, id, SealedProxy.Kind, SealedProxy.Text(read.Value), now, ct, masked: "••••");
            c.GoThrough(read.Value.Host);
            return Record(c, check, c.TokenValidUntil, now);
        }, ct);
        return Answer(id, check, saved);
    }

    /// <summary>From now on the channel's calls go directly.</summary>
    public Task<Result> RemoveProxyAsync(Guid id, CancellationToken ct) => EditAsync(id, Permission.ConnectChannels, async (context, channel, _) =>
    {
        context.ChannelSecrets.RemoveRange(await context.ChannelSecrets.Where(s => s.ChannelId == id && s.Kind == SealedProxy.Kind).ToListAsync(ct));
        channel.GoDirectly();
        return null;
    }, ct);

    // what the proxy did belongs to its form; what the network said belongs to no field of it
    private async Task<Result<ConnectedAccount>> CheckThroughAsync(Channel channel, List<SealedSecret> secrets, PlatformProxy proxy, CancellationToken ct)
    {
        if (Open(channel, [.. secrets.Where(s => s.Kind != SealedProxy.Kind)]) is not { } account)
            return Problem.Conflict("Channels.SecretLost");
        var check = await platforms.Find(channel.Platform)!.CheckAsync(account with { Proxy = proxy }, ct);
        if (check.Problem is not { } problem)
            return check;
        return problem with { Field = problem.TextKey.StartsWith(ProxyFaults.Prefix, StringComparison.Ordinal) ? nameof(EnteredProxy.Address) : null };
    }

    private PlatformAccount? Open(Channel channel, IEnumerable<SealedSecret> secrets) =>
        accounts.Open(actor.TenantId, channel.Id, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey);

    /// <summary>The account with new credentials, by the way that its channel's calls go. Null where that way can't be opened: then no call goes another one.</summary>
    private PlatformAccount? Renewed(Channel channel, IEnumerable<SealedSecret> kept, IReadOnlyDictionary<string, string> secrets) =>
        Open(channel, kept.Where(s => s.Kind == SealedProxy.Kind)) is { } way ? way with { Secrets = secrets } : null;
}
