using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Outgoing;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>What people do with a connected channel: check it, pause it, give it a new token, set its posting, let it go.</summary>
public sealed partial class ChannelCare(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, ChannelVault vault, ChannelFellows fellows, AddressRules rules, AttemptLimits limits, Changes changes, TimeProvider clock)
{
    /// <summary>Asks the platform now. A refusal marks the channel; an unreachable platform changes nothing.</summary>
    public async Task<Result<ConnectedChannel>> CheckNowAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.EditChannels);
        var found = await ReadAsync(id, ct);
        if (!found.Ok)
            return found.Problem;
        var (channel, secrets) = found.Value;
        var account = Open(channel, secrets);
        var check = account is null ? Problem.Conflict("Channels.SecretLost") : await platforms.Find(channel.Platform)!.CheckAsync(account, ct);
        if (check.Problem is { Kind: ProblemKind.Unavailable or ProblemKind.Limit })
            return await NoteAsync(id, check.Problem, ct);
        var overtaken = false;
        var recorded = await EditAsync(id, Permission.EditChannels, async (context, c, now) =>
        {
            overtaken = SealedSecret.MarkOf(await SealedAsync(context, id, ct)) != SealedSecret.MarkOf(secrets);
            if (overtaken)
                return Problem.NotFound();
            context.ChannelChecks.Add(new ChannelCheck(actor.TenantId, Ids.New(now), id, check.Problem, now));
            return Record(c, check, c.TokenValidUntil, now);
        }, ct);
        // another token was stored while the platform was asked about the old one: its answer says nothing of the channel any more
        return overtaken ? await CheckNowAsync(id, ct) : Answer(id, check, recorded);
    }

    /// <summary>The new token is checked before it replaces the old one.</summary>
    public async Task<Result<ConnectedChannel>> ReplaceTokenAsync(Guid id, string token, CancellationToken ct)
    {
        actor.Demand(Permission.ReplaceCredentials);
        token = token.Trim();
        if (token.Length == 0)
            return Problem.Invalid(nameof(ConnectChannel.BotToken), "Channels.TokenMissing");
        var found = await ReadAsync(id, ct);
        if (!found.Ok)
            return found.Problem;
        var (channel, kept) = found.Value;
        if (Renewed(channel, kept, new Dictionary<string, string>(StringComparer.Ordinal) { [ChannelConnections.TokenSecret] = token }) is not { } account)
            return Problem.Conflict("Channels.ProxyLost");
        var check = await platforms.Find(channel.Platform)!.CheckAsync(account, ct);
        if (!check.Ok)
            return check.Problem;
        var saved = await EditAsync(id, Permission.ReplaceCredentials, async (context, c, now) =>
        {
            await ChannelSecrets.PutAsync(context, vault, id, ChannelConnections.TokenSecret, token, now, ct);
            return Record(c, check, null, now);
        }, ct);
        return Answer(id, check, saved);
    }

    /// <summary>Its owner signed in at the network again: the new tokens are checked, and take the place of all old ones.</summary>
    internal async Task<Result<ConnectedChannel>> RenewAsync(Guid id, NewChannel renewed, CancellationToken ct)
    {
        var right = renewed.Pass is null ? Permission.ReplaceCredentials : Permission.ConnectByInvitation;
        actor.Demand(right);
        var found = await ReadAsync(id, ct);
        if (!found.Ok)
            return found.Problem;
        if (Renewed(found.Value.Channel, found.Value.Secrets, renewed.Secrets) is not { } account)
            return Problem.Conflict("Channels.ProxyLost");
        var check = await platforms.Find(renewed.Platform)!.CheckAsync(account with { AccountId = renewed.AccountId, Handle = null, AppKey = renewed.AppKey }, ct);
        if (!check.Ok)
            return check.Problem;
        var saved = await EditAsync(id, right, renewed.Pass, async (context, channel, now) =>
        {
            if (renewed.Pass is { } pass)
            {
                if (await InvitationUses.TakeAsync(context, pass, channel, now, ct) is { } over)
                    return over;
                await context.SaveAndTellAsync([Invited(channel, pass)], now, ct);
            }
            context.ChannelSecrets.RemoveRange(await context.ChannelSecrets.Where(s => s.ChannelId == id && s.Kind != SealedProxy.Kind && !renewed.Secrets.Keys.Contains(s.Kind)).ToListAsync(ct));
            foreach (var (kind, secret) in renewed.Secrets)
                await ChannelSecrets.PutAsync(context, vault, id, kind, secret, now, ct);
            return Record(channel, check.Value with { AppKey = check.Value.AppKey ?? renewed.AppKey }, renewed.TokenValidUntil, now);
        }, ct);
        return Answer(id, check, saved);
    }

    public Task<Result> PauseAsync(Guid id, CancellationToken ct) => EditAsync(id, Permission.EditChannels, (_, channel, _) =>
    {
        if (!channel.MayPublish)
            return Task.FromResult<Problem?>(Problem.Conflict("Channels.NotRunning"));
        channel.Pause();
        return Task.FromResult<Problem?>(null);
    }, ct);

    public Task<Result> ResumeAsync(Guid id, CancellationToken ct) => EditAsync(id, Permission.EditChannels, (_, channel, _) =>
    {
        if (channel.Status is not ChannelStatus.Paused)
            return Task.FromResult<Problem?>(Problem.Conflict("Channels.NotPaused"));
        channel.Resume();
        return Task.FromResult<Problem?>(null);
    }, ct);

    /// <summary>Gives the tokens back to the network, removes the credentials and holds what was planned; the row and its history stay.</summary>
    public async Task<Result> DisconnectAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.EditChannels);
        // before the row forgets them: a second try after a crash does the same again
        var revoked = await RevokeAsync(id, ct);
        return await LetGoAsync(id, revoked, ct);
    }

    private Task<Result> LetGoAsync(Guid id, bool revoked, CancellationToken ct) => EditAsync(id, Permission.EditChannels, async (context, channel, now) =>
    {
        channel.Disconnect();
        if (!revoked)
            context.ChannelChecks.Add(new ChannelCheck(actor.TenantId, Ids.New(now), id, Problem.Unavailable("Channels.NotRevoked"), now));
        context.ChannelSecrets.RemoveRange(await context.ChannelSecrets.Where(s => s.ChannelId == id).ToListAsync(ct));
        await context.Database.ExecuteSqlAsync($"""
            update publications set state = 'held', held_reason = 'channel', updated_at = {now}
            where tenant_id = {actor.TenantId} and channel_id = {id} and state = 'scheduled'
            """, ct);
        // what the network still works on can't be asked about any more
        await context.Database.ExecuteSqlAsync($"""
            update publications set state = 'unknown', reason_key = 'Publishing.AnswerLost', reason_args = array[]::text[], next_look_at = null, updated_at = {now}
            where tenant_id = {actor.TenantId} and channel_id = {id} and state = 'accepted'
            """, ct);
        return null;
    }, ct, ChangeTopics.Publications);

    public Task<Result> SetPostingAsync(Guid id, ChannelPosting posting, CancellationToken ct) => EditAsync(id, Permission.EditChannels, (_, channel, _) =>
    {
        if (posting.Fault() is { } fault)
            return Task.FromResult<Problem?>(fault);
        channel.SetPosting([.. posting.Hours.Distinct().Order()], posting.DailyLimit, string.IsNullOrWhiteSpace(posting.ZoneId) ? null : posting.ZoneId);
        channel.AllowAutoPost(posting.AutoPost ?? channel.AutoPost);
        return Task.FromResult<Problem?>(null);
    }, ct);

    private async Task<Result<(Channel Channel, List<SealedSecret> Secrets)>> ReadAsync(Guid id, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        var channel = await context.Channels.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, ct);
        if (channel is null)
            return Problem.NotFound("Channels.NotFound");
        if (channel.Status is ChannelStatus.Disconnected || platforms.Find(channel.Platform) is null)
            return Problem.Conflict("Channels.Disconnected");
        return (channel, await SealedAsync(context, id, ct));
    }

    private async Task<bool> RevokeAsync(Guid id, CancellationToken ct)
    {
        var found = await ReadAsync(id, ct);
        if (!found.Ok)
            return true;
        var (channel, secrets) = found.Value;
        var account = Open(channel, secrets);
        if (account is null || platforms.Find(channel.Platform) is not { } platform)
            return true;
        // a bot's token is nobody's grant
        return (platform.SignIns.Count == 0 || !await fellows.AnyAsync(channel, ct)) && await platform.RevokeAsync(account, ct);
    }

    private static Task<List<SealedSecret>> SealedAsync(AppDb context, Guid id, CancellationToken ct) =>
        context.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == id).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync(ct);

    /// <summary>The network was not reached: no fault of the channel, but its page says when it was tried.</summary>
    private async Task<Problem> NoteAsync(Guid id, Problem problem, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        context.ChannelChecks.Add(new ChannelCheck(actor.TenantId, Ids.New(now), id, problem, now));
        await context.SaveChangesAsync(ct);
        return problem;
    }

    /// <summary>A paused channel stays paused; only its facts are renewed.</summary>
    /// <param name="validUntil">What is known of the token's end where the network does not say.</param>
    private static Problem? Record(Channel channel, Result<ConnectedAccount> check, DateTimeOffset? validUntil, DateTimeOffset now)
    {
        var paused = channel.Status is ChannelStatus.Paused;
        if (check.Ok && check.Value.AccountId != channel.AccountId)
            return Problem.Conflict("Channels.OtherAccount");
        if (check.Ok)
            channel.Connect(channel.AccountId, check.Value.Handle, check.Value.DisplayName, check.Value.Bio, check.Value.Followers, check.Value.TokenValidUntil ?? validUntil, now, check.Value.AppKey ?? channel.AppKey);
        else
            channel.NeedAttention(ChannelFaults.Of(check.Problem), now);
        if (paused && check.Ok)
            channel.Pause();
        return null;
    }

    /// <summary>Locks the row, because the queue writes to it too; audits and announces what <paramref name="change"/> did.</summary>
    private async Task<Result> EditAsync(
        Guid id, Permission permission, Func<AppDb, Channel, DateTimeOffset, Task<Problem?>> change, CancellationToken ct, params string[] alsoChanged) =>
        await EditAsync(id, permission, null, change, ct, alsoChanged);

    /// <param name="pass">The link by which somebody without an account does it.</param>
    private async Task<Result> EditAsync(
        Guid id, Permission permission, GuestPass? pass, Func<AppDb, Channel, DateTimeOffset, Task<Problem?>> change, CancellationToken ct, params string[] alsoChanged)
    {
        actor.Demand(permission);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await context.Database.ExecuteSqlAsync($"select 1 from channels where tenant_id = {actor.TenantId} and id = {id} for no key update", ct);
        var channel = await context.Channels.SingleOrDefaultAsync(c => c.Id == id, ct);
        if (channel is null)
            return Problem.NotFound("Channels.NotFound");
        if (channel.Status is ChannelStatus.Disconnected)
            return Problem.Conflict("Channels.Disconnected");
        var (before, status, end) = (AuditedChannel.Of(channel), channel.Status, channel.TokenValidUntil);
        if (await change(context, channel, now) is { } problem)
            return problem;
        // the check of each day is kept as a check; only what it changed is for the audit log
        if (actor.Role is not Role.System || status != channel.Status)
            context.Audit(permission, "channel", id, before, AuditedChannel.Of(channel, pass), now);
        Notice[] notices = status is not ChannelStatus.NeedsAttention && channel.Status is ChannelStatus.NeedsAttention ? [Worried(channel)] : [];
        await context.SaveAndTellAsync(notices, now, ct);
        var mended = Mended(channel, status, end);
        if (mended.Length > 0)
            await context.AnsweredAsync(mended, LinkTo(id), now, ct);
        await transaction.CommitAsync(ct);
        foreach (var topic in alsoChanged.Append(ChangeTopics.Channels).Append(ChangeTopics.Notifications))
            changes.Notify(actor.TenantId, topic);
        return Result.Done;
    }

    private static Result<ConnectedChannel> Answer(Guid id, Result<ConnectedAccount> check, Result saved)
    {
        if ((check.Problem ?? saved.Problem) is { } problem)
            return problem;
        var account = check.Value;
        return new ConnectedChannel(id, account.AccountId, account.Handle, account.DisplayName, account.Followers);
    }
}
