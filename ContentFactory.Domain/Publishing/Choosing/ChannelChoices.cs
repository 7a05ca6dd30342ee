using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a person may choose for the publications of one channel.</summary>
/// <param name="Asks">The account may be allowed less: its network can be asked.</param>
/// <param name="Fault">Why the network could not be asked about this account; what it allows in general is offered then.</param>
public sealed record OfferedChoices(Guid ChannelId, string Platform, AccountChoices Choices, bool Asks = false, Problem? Fault = null)
{
    public bool Any => Choices.Kinds.Count > 1 || Choices.Options.Count > 0;
}

/// <summary>Says what accounts may choose, and asks their networks.</summary>
public sealed class ChannelChoices(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, TimeProvider clock)
{
    // a person waits in front of a form
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>What the network of a channel offers in general; null where nothing publishes to it.</summary>
    public OfferedChoices? General(Guid channelId, string platform)
    {
        actor.Demand(Permission.SchedulePosts);
        return platforms.Find(platform) is { } found ? new(channelId, platform, new(found.Kinds, found.Options), found.AsksChoices) : null;
    }

    /// <summary>What the account may choose, as its network says now. Null where there is no such channel, or nothing publishes to its network.</summary>
    public async Task<OfferedChoices?> OfferAsync(Guid channelId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        if (await ReadAsync(channelId, ct) is not var (channel, secrets) || General(channelId, channel.Platform) is not { } general)
            return null;
        general = general with { Asks = false };
        if (accounts.Open(channel.TenantId, channelId, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey) is not { } account)
            return general with { Fault = Problem.Conflict("Channels.SecretLost") };
        var asked = await AskAsync(platforms.Find(channel.Platform)!, account, ct);
        return asked.Ok ? general with { Choices = asked.Value } : general with { Fault = asked.Problem };
    }

    /// <summary>No connection is held while a network answers.</summary>
    private async Task<(Channel Channel, List<SealedSecret> Secrets)?> ReadAsync(Guid channelId, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == channelId, ct) is not { } channel)
            return null;
        return (channel, await rows.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == channelId).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync(ct));
    }

    private async Task<Result<AccountChoices>> AskAsync(IPlatform platform, PlatformAccount account, CancellationToken ct)
    {
        using var longest = new CancellationTokenSource(Longest, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, longest.Token);
        try
        {
            return await platform.ChoicesAsync(account, stop.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Problem.Unavailable("Publishing.ChoicesNotAsked");
        }
    }
}
