using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a person may choose for the publications of one channel.</summary>
/// <param name="Fault">Why the network could not be asked about this account; what it allows in general is offered then.</param>
public sealed record OfferedChoices(Guid ChannelId, string Platform, AccountChoices Choices, Problem? Fault = null)
{
    public bool Any => Choices.Kinds.Count > 1 || Choices.Options.Count > 0;
}

/// <summary>Asks networks what their accounts may choose.</summary>
public sealed class ChannelChoices(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, TimeProvider clock)
{
    // a person waits in front of a form
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(8);

    /// <summary>Null where there is no such channel, or nothing publishes to its network.</summary>
    public async Task<OfferedChoices?> OfferAsync(Guid channelId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == channelId, ct) is not { } channel || platforms.Find(channel.Platform) is not { } platform)
            return null;
        var general = new AccountChoices(platform.Kinds, platform.Options);
        var secrets = await rows.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == channelId).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync(ct);
        if (accounts.Open(rows.TenantId, channelId, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey) is not { } account)
            return new(channelId, channel.Platform, general, Problem.Conflict("Channels.SecretLost"));
        var asked = await AskAsync(platform, account, ct);
        return new(channelId, channel.Platform, asked.Ok ? asked.Value : general, asked.Problem);
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
