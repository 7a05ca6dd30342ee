using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <summary>
/// The rows of token refreshes: begun before the call, ended together with the new tokens, each under the lock of the channel's row. All
/// times but those of the secrets are the database's.
/// </summary>
internal sealed class TokenLedger(Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, ChannelVault vault, IOptions<TokenOptions> options, Changes changes, TimeProvider clock)
{
    private const int LongestCode = 60;

    private static readonly string Node = $"{Environment.MachineName}/{Environment.ProcessId}";

    /// <summary>Reads how the token stands and, where it has to be renewed and nobody does, commits that the caller asks.</summary>
    /// <param name="need">How long the token must last.</param>
    /// <param name="ends">The end of the token that <paramref name="need"/> was reckoned for: one that another node put in its place meanwhile stays.</param>
    public async Task<TokenStep> BeginAsync(Guid channelId, TimeSpan need, CancellationToken ct, DateTimeOffset? ends = null)
    {
        actor.Demand(Permission.EditChannels);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var left = await LockAsync(rows, channelId, ct);
        var channel = await rows.Channels.SingleOrDefaultAsync(c => c.Id == channelId, ct);
        if (channel is null or { Status: ChannelStatus.Disconnected or ChannelStatus.NeedsAttention } || platforms.Find(channel.Platform) is not { Refreshes: true } platform)
            return new(TokenStand.Refused);
        var step = await OpenAsync(rows, channel, ct) is { } account
            ? left is null || left > need || (ends is not null && ends != channel.TokenValidUntil) ? new(TokenStand.Fresh, account) : await BeginAsync(rows, channel, platform, account, left.Value, ct)
            : await RefusedAsync(rows, channel, "Channels.SecretLost", ct);
        await transaction.CommitAsync(ct);
        return step;
    }

    /// <summary>
    /// Stores what the network answered. What a person connected meanwhile outranks it: neither the tokens nor the refusal of the old
    /// ones count then. An answer that comes after its lease still counts, because nothing else was asked with that token.
    /// </summary>
    public async Task<TokenStep> EndAsync(RefreshCall call, TokenOutcome outcome)
    {
        actor.Demand(Permission.EditChannels);
        await using var rows = await db.OpenAsync();
        await using var transaction = await rows.Database.BeginTransactionAsync();
        await LockAsync(rows, call.ChannelId, default);
        if (await rows.Channels.SingleOrDefaultAsync(c => c.Id == call.ChannelId) is not { } channel)
            return new(TokenStand.Refused);
        var stored = await OpenAsync(rows, channel, default);
        var state = StateOf(outcome, stored is not null && MarkOf(call.ChannelId, stored) == call.Mark);
        var validUntil = state is RefreshState.Renewed && outcome.ValidFor is { } life ? await rows.Database.SqlQuery<DateTimeOffset?>($"""select app_now() + {life} as "Value" """).SingleAsync() : null;
        var code = outcome.Code is { Length: > LongestCode } cut ? cut[..LongestCode] : outcome.Code;
        var ended = await rows.Database.ExecuteSqlAsync($"""
            update token_refreshes set state = {SnakeCase.Of(state.ToString())}, lease_until = null, ended_at = app_now(), valid_until = {validUntil}, code = {code}
            where tenant_id = {rows.TenantId} and id = {call.Id} and state in ('asking', 'unknown')
            """);
        // already ended: the commit stood although its answer was lost
        var step = ended == 0 ? StepOf(await EndedAsync(rows, call.Id), stored) : await StoreAsync(rows, channel, call, state, outcome, validUntil, stored);
        await transaction.CommitAsync();
        changes.Notify(rows.TenantId, ChangeTopics.Channels);
        return step;
    }

    /// <summary>The account has to be connected again; those who may are told. Where that was done meanwhile, what was refused is stored no more and the next try finds the new tokens.</summary>
    public async Task<TokenStep> WorryAsync(RefreshCall call, Problem problem)
    {
        actor.Demand(Permission.EditChannels);
        await using var rows = await db.OpenAsync();
        await using var transaction = await rows.Database.BeginTransactionAsync();
        await LockAsync(rows, call.ChannelId, default);
        if (await rows.Channels.SingleOrDefaultAsync(c => c.Id == call.ChannelId) is not { Status: not (ChannelStatus.NeedsAttention or ChannelStatus.Disconnected) } channel)
            return new(TokenStand.Refused);
        if (await OpenAsync(rows, channel, default) is { } stored && MarkOf(call.ChannelId, stored) != call.Mark)
            return new(TokenStand.Later);
        await MarkAsync(rows, channel, problem, default);
        await transaction.CommitAsync();
        changes.Notify(rows.TenantId, ChangeTopics.Channels);
        changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        return new(TokenStand.Refused);
    }

    private async Task<TokenStep> BeginAsync(AppDb rows, Channel channel, IPlatform platform, PlatformAccount account, TimeSpan left, CancellationToken ct)
    {
        await rows.Database.ExecuteSqlAsync($"""
            update token_refreshes set state = 'unknown', code = 'node_lost', lease_until = null, ended_at = app_now()
            where tenant_id = {rows.TenantId} and channel_id = {channel.Id} and state = 'asking' and lease_until <= app_now()
            """, ct);
        var last = await rows.TokenRefreshes.AsNoTracking().Where(r => r.ChannelId == channel.Id).OrderByDescending(r => r.StartedAt).FirstOrDefaultAsync(ct);
        if (last?.State is RefreshState.Asking)
            return new(TokenStand.Busy);
        if (last?.State is RefreshState.Unavailable && await rows.Database.SqlQuery<bool>($"""select {last.StartedAt + options.Value.Retry} > app_now() as "Value" """).SingleAsync(ct))
            return new(TokenStand.Later);
        var mark = MarkOf(channel.Id, account);
        var spent = mark is not null && !platform.RefreshIsRepeatable && await rows.TokenRefreshes.AnyAsync(r => r.ChannelId == channel.Id && r.Mark == mark && r.State == RefreshState.Unknown, ct);
        if (mark is null || spent)
            return left > options.Value.End ? new(TokenStand.Later) : await RefusedAsync(rows, channel, spent ? "Channels.RefreshLost" : "Channels.TokenEnded", ct);
        await ForgetAsync(rows, channel.Id, ct);
        var id = Ids.New(clock);
        await rows.Database.ExecuteSqlAsync($"""
            insert into token_refreshes (tenant_id, id, channel_id, state, mark, node, started_at, lease_until)
            values ({rows.TenantId}, {id}, {channel.Id}, 'asking', {mark}, {Node}, app_now(), app_now() + {options.Value.Lease})
            """, ct);
        return new(TokenStand.Mine, account, new(rows.TenantId, channel.Id, id, mark, platform, account, left));
    }

    private async Task<TokenStep> StoreAsync(AppDb rows, Channel channel, RefreshCall call, RefreshState state, TokenOutcome outcome, DateTimeOffset? validUntil, PlatformAccount? stored)
    {
        if (state is RefreshState.Superseded)
            return stored is null ? new(TokenStand.Refused) : new(TokenStand.Fresh, stored);
        if (state is RefreshState.Refused)
            return await RefusedAsync(rows, channel, "Channels.RefreshRefused", default);
        if (state is not RefreshState.Renewed)
            return new(TokenStand.Later, stored);
        var now = clock.GetUtcNow();
        var secrets = new Dictionary<string, string>(call.Account.Secrets, StringComparer.Ordinal) { [AccountTokens.Access] = outcome.AccessToken! };
        // networks that keep the refresh token leave it out, or send it empty
        if (!string.IsNullOrEmpty(outcome.RefreshToken))
            secrets[AccountTokens.Refresh] = outcome.RefreshToken;
        foreach (var kind in new[] { AccountTokens.Access, AccountTokens.Refresh })
            await ChannelSecrets.PutAsync(rows, vault, channel.Id, kind, secrets[kind], now, default);
        channel.Renew(validUntil);
        await rows.SaveChangesAsync();
        if (await rows.AnsweredAsync(ChannelCare.Ends, ChannelCare.LinkTo(channel.Id), now, default) > 0)
            changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        return new(TokenStand.Fresh, call.Account with { Secrets = secrets });
    }

    /// <summary>Keeps 90 days. A lost answer says of a refresh token that it may be spent, which is worth knowing for longer.</summary>
    private static Task<int> ForgetAsync(AppDb rows, Guid channelId, CancellationToken ct) => rows.Database.ExecuteSqlAsync($"""
        delete from token_refreshes
        where tenant_id = {rows.TenantId} and channel_id = {channelId} and started_at < app_now() - interval '90 days'
          and (state in ('renewed', 'refused', 'unavailable', 'superseded') or (state = 'unknown' and started_at < app_now() - interval '400 days'))
        """, ct);

    private static Task<RefreshState?> EndedAsync(AppDb rows, Guid id) =>
        rows.TokenRefreshes.AsNoTracking().Where(r => r.Id == id).Select(r => (RefreshState?)r.State).SingleOrDefaultAsync();

    /// <summary>What an ended refresh means for whoever asked; null where its row is gone.</summary>
    private static TokenStep StepOf(RefreshState? ended, PlatformAccount? stored) => ended switch
    {
        RefreshState.Renewed or RefreshState.Superseded => stored is null ? new(TokenStand.Refused) : new(TokenStand.Fresh, stored),
        RefreshState.Unavailable or RefreshState.Unknown or RefreshState.Asking => new(TokenStand.Later, stored),
        RefreshState.Refused or null => new(TokenStand.Refused),
    };

    private static RefreshState StateOf(TokenOutcome outcome, bool same) => outcome.Kind switch
    {
        TokenKind.Renewed when string.IsNullOrEmpty(outcome.AccessToken) => RefreshState.Unknown,
        TokenKind.Renewed => same ? RefreshState.Renewed : RefreshState.Superseded,
        TokenKind.Refused => same ? RefreshState.Refused : RefreshState.Superseded,
        TokenKind.Unavailable => RefreshState.Unavailable,
        TokenKind.Unknown => RefreshState.Unknown,
    };

    private async Task<TokenStep> RefusedAsync(AppDb rows, Channel channel, string textKey, CancellationToken ct)
    {
        await MarkAsync(rows, channel, Problem.Conflict(textKey), ct);
        changes.Notify(rows.TenantId, ChangeTopics.Channels);
        changes.Notify(rows.TenantId, ChangeTopics.Notifications);
        return new(TokenStand.Refused);
    }

    private async Task MarkAsync(AppDb rows, Channel channel, Problem problem, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        channel.NeedAttention(ChannelFaults.Of(problem), now);
        await rows.SaveAndTellAsync([ChannelCare.Worried(channel)], now, ct);
    }

    /// <summary>Null where the token does not end, or there is no such channel.</summary>
    private static async Task<TimeSpan?> LockAsync(AppDb rows, Guid channelId, CancellationToken ct) => (await rows.Database.SqlQuery<TimeSpan?>($"""
        select token_valid_until - app_now() as "Value" from channels where tenant_id = {rows.TenantId} and id = {channelId} for no key update
        """).ToListAsync(ct)).FirstOrDefault();

    private async Task<PlatformAccount?> OpenAsync(AppDb rows, Channel channel, CancellationToken ct)
    {
        var secrets = await rows.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == channel.Id).Select(s => new SealedSecret(s.Kind, s.Cipher)).ToListAsync(ct);
        return accounts.Open(rows.TenantId, channel.Id, channel.AccountId, channel.Handle, channel.Sandbox, secrets, channel.Platform, channel.AppKey);
    }

    /// <summary>Null where there is no refresh token.</summary>
    private static string? MarkOf(Guid channelId, PlatformAccount account) => account.Secrets.GetValueOrDefault(AccountTokens.Refresh) is { Length: > 0 } token
        ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{channelId:N} {token}"))) : null;
}
