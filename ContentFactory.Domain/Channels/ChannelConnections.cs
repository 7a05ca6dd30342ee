using System.Text.Json.Serialization;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Platforms.Sandbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Channels;

/// <summary>What a person enters to connect an account.</summary>
public sealed record ConnectChannel(Guid CompanyId, string Platform, string BotToken, string ChatId, bool Sandbox)
{
    /// <summary>Records print their members; the token must not reach a log that way.</summary>
    public override string ToString() => $"{Platform} {ChatId}";
}

/// <summary>An account that is about to be checked and connected.</summary>
/// <param name="IsSignedIn">Its owner signed in, so the network must answer with this very account.</param>
/// <param name="Pass">The invitation that a guest connects it by; null for members.</param>
internal sealed record NewChannel(
    Guid CompanyId, string Platform, bool Sandbox, string AccountId, string? AppKey, IReadOnlyDictionary<string, string> Secrets,
    DateTimeOffset? TokenValidUntil = null, bool IsSignedIn = false, GuestPass? Pass = null)
{
    public Permission Right => Pass is null ? Permission.ConnectChannels : Permission.ConnectByInvitation;

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{Platform} {AccountId}";
}

/// <summary>A channel after a successful check: who we can post as.</summary>
public sealed record ConnectedChannel(Guid ChannelId, string AccountId, string? Handle, string DisplayName, int? Followers);

/// <summary>Connects accounts: live check, the plan's limit, one channel per account, sealed credentials.</summary>
public sealed class ChannelConnections(
    Db db, Actor actor, PlatformSet platforms, ChannelAccounts accounts, ChannelVault vault, IOptions<SandboxOptions> sandbox, Changes changes, TimeProvider clock)
{
    public const string TokenSecret = "bot_token";

    public async Task<Result<ConnectedChannel>> ConnectAsync(ConnectChannel request, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        request = request with { BotToken = request.BotToken.Trim(), ChatId = request.ChatId.Trim() };
        if (Missing(request) is { } missing)
            return missing;
        if (await RefusalAsync(request.CompanyId, request.Platform, request.Sandbox, ct) is { } refusal)
            return refusal;
        if (await FullAsync(ct) is { } full)
            return full;
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [TokenSecret] = request.BotToken };
        return await ConnectCheckedAsync(new NewChannel(request.CompanyId, request.Platform, request.Sandbox, request.ChatId, null, secrets), ct);
    }

    /// <summary>Checks at the network that the account may post, and keeps it.</summary>
    internal async Task<Result<ConnectedChannel>> ConnectCheckedAsync(NewChannel request, CancellationToken ct)
    {
        actor.Demand(request.Right);
        var check = await platforms.Find(request.Platform)!.CheckAsync(accounts.Account(request.Platform, request.AccountId, null, request.Sandbox, request.Secrets, request.AppKey), ct);
        if (!check.Ok)
            return check.Problem;
        if (request.IsSignedIn && check.Value.AccountId != request.AccountId)
            return Problem.Conflict("Channels.OtherAccount");
        return await SaveAsync(request, check.Value, ct);
    }

    /// <summary>What can be said before the network is asked.</summary>
    internal async Task<Problem?> RefusalAsync(Guid companyId, string platform, bool isSandbox, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        var tenant = await context.Tenants.AsNoTracking().SingleAsync(ct);
        var company = await context.Companies.AsNoTracking().SingleOrDefaultAsync(c => c.Id == companyId && c.Status == CompanyStatus.Active, ct);
        if (company is null)
            return new(ProblemKind.NotFound, nameof(ConnectChannel.CompanyId), "Channels.CompanyMissing");
        if (platforms.Find(platform) is null || !(company.Platforms ?? tenant.Platforms).Contains(platform))
            return Problem.Conflict("Channels.PlatformInactive", platform);
        if (isSandbox && !sandbox.Value.AllowedFor(tenant.IsDemo))
            return Problem.Unavailable("Channels.SandboxOff");
        return null;
    }

    private async Task<Problem?> FullAsync(CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        return Full(await ChannelRooms.ReadAsync(context, ct));
    }

    private static Problem? Missing(ConnectChannel request)
    {
        if (request.CompanyId == Guid.Empty)
            return Problem.Invalid(nameof(request.CompanyId), "Channels.CompanyMissing");
        if (request.BotToken.Length == 0)
            return Problem.Invalid(nameof(request.BotToken), "Channels.TokenMissing");
        if (request.ChatId.Length is 0 or > 200)
            return Problem.Invalid(nameof(request.ChatId), "Channels.ChatMissing");
        return null;
    }

    private async Task<Result<ConnectedChannel>> SaveAsync(NewChannel request, ConnectedAccount account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await context.LockTenantAsync(ct);
        var channel = await context.Channels.SingleOrDefaultAsync(c => c.Platform == request.Platform && c.AccountId == account.AccountId, ct);
        if (channel is { Status: not ChannelStatus.Disconnected } || (channel is not null && channel.Sandbox != request.Sandbox))
            return new Problem(ProblemKind.Conflict, nameof(ConnectChannel.ChatId), "Channels.AlreadyConnected", account.DisplayName);
        if (Full(await ChannelRooms.ReadAsync(context, ct)) is { } full)
            return full;
        if (channel is null)
            context.Channels.Add(channel = new Channel(actor.TenantId, Ids.New(now), request.CompanyId, request.Platform, account.AccountId, account.DisplayName, request.Sandbox, now));
        if (request.Pass is { } pass && await InvitationUses.TakeAsync(context, pass, channel, now, ct) is { } over)
            return over;
        channel.ReturnTo(request.CompanyId);
        channel.Connect(account.AccountId, account.Handle, account.DisplayName, account.Bio, account.Followers, account.TokenValidUntil ?? request.TokenValidUntil, now, account.AppKey ?? request.AppKey);
        if ((await SettingsReader.ReadAsync(context, request.CompanyId, ct)).Of(SettingCatalogue.WarmUpDays) > 0)
            channel.WarmUp(now);
        foreach (var (kind, secret) in request.Secrets)
            await ChannelSecrets.PutAsync(context, vault, channel.Id, kind, secret, now, ct);
        context.Audit(request.Right, "channel", channel.Id, null, AuditedChannel.Of(channel, request.Pass), now);
        await context.SaveAndTellAsync(request.Pass is null ? [] : [ChannelCare.Invited(channel, request.Pass)], now, ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Channels);
        if (request.Pass is not null)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return new ConnectedChannel(channel.Id, channel.AccountId, channel.Handle, channel.DisplayName, channel.Followers);
    }

    private static Problem? Full(ChannelRoom room) => room.IsFull ? Problem.Limit("Channels.PlanFull", room.Limit!) : null;
}

/// <summary>A channel as the audit log keeps it: no secrets.</summary>
internal sealed record AuditedChannel(
    string Platform, string AccountId, string? Handle, Guid CompanyId, bool Sandbox, string Status, int[] PostingHours, int DailyLimit, string? ZoneId, string? ProxyHost)
{
    /// <summary>Whose link it came by, and which.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GuestPass? Invitation { get; private init; }

    public static AuditedChannel Of(Channel c, GuestPass? pass = null) =>
        new(c.Platform, c.AccountId, c.Handle, c.CompanyId, c.Sandbox, c.Status.ToString(), c.PostingHours, c.DailyLimit, c.ZoneId, c.ProxyHost) { Invitation = pass };
}
