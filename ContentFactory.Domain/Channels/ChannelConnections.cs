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
        if (await RefusalAsync(request, ct) is { } refusal)
            return refusal;
        var secrets = new Dictionary<string, string>(StringComparer.Ordinal) { [TokenSecret] = request.BotToken };
        var check = await platforms.Find(request.Platform)!.CheckAsync(accounts.Account(request.ChatId, null, request.Sandbox, secrets), ct);
        if (!check.Ok)
            return check.Problem;
        return await SaveAsync(request, check.Value, ct);
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

    /// <summary>What can be said before the platform is asked.</summary>
    private async Task<Problem?> RefusalAsync(ConnectChannel request, CancellationToken ct)
    {
        await using var context = await db.OpenAsync(ct);
        var tenant = await context.Tenants.AsNoTracking().SingleAsync(ct);
        var company = await context.Companies.AsNoTracking().SingleOrDefaultAsync(c => c.Id == request.CompanyId && c.Status == CompanyStatus.Active, ct);
        if (company is null)
            return new(ProblemKind.NotFound, nameof(request.CompanyId), "Channels.CompanyMissing");
        if (platforms.Find(request.Platform) is null || !(company.Platforms ?? tenant.Platforms).Contains(request.Platform))
            return Problem.Conflict("Channels.PlatformInactive", request.Platform);
        if (request.Sandbox && !sandbox.Value.AllowedFor(tenant.IsDemo))
            return Problem.Unavailable("Channels.SandboxOff");
        return Full(await ChannelRooms.ReadAsync(context, ct));
    }

    private async Task<Result<ConnectedChannel>> SaveAsync(ConnectChannel request, ConnectedAccount account, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await context.LockTenantAsync(ct);
        if (Full(await ChannelRooms.ReadAsync(context, ct)) is { } full)
            return full;
        var channel = await context.Channels.SingleOrDefaultAsync(c => c.Platform == request.Platform && c.AccountId == account.AccountId, ct);
        if (channel is { Status: not ChannelStatus.Disconnected } || (channel is not null && channel.Sandbox != request.Sandbox))
            return new Problem(ProblemKind.Conflict, nameof(request.ChatId), "Channels.AlreadyConnected", account.DisplayName);
        if (channel is null)
            context.Channels.Add(channel = new Channel(actor.TenantId, Ids.New(now), request.CompanyId, request.Platform, account.AccountId, account.DisplayName, request.Sandbox, now));
        channel.ReturnTo(request.CompanyId);
        channel.Connect(account.AccountId, account.Handle, account.DisplayName, account.Bio, account.Followers, account.TokenValidUntil, now, account.AppKey);
        if ((await SettingsReader.ReadAsync(context, request.CompanyId, ct)).Of(SettingCatalogue.WarmUpDays) > 0)
            channel.WarmUp(now);
        await ChannelSecrets.PutAsync(context, vault, channel.Id, TokenSecret, request.BotToken, now, ct);
        context.Audit(Permission.ConnectChannels, "channel", channel.Id, null, AuditedChannel.Of(channel), now);
        await context.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Channels);
        return new ConnectedChannel(channel.Id, channel.AccountId, channel.Handle, channel.DisplayName, channel.Followers);
    }

    private static Problem? Full(ChannelRoom room) => room.IsFull ? Problem.Limit("Channels.PlanFull", room.Limit!) : null;
}

/// <summary>A channel as the audit log keeps it: no secrets.</summary>
internal sealed record AuditedChannel(
    string Platform, string AccountId, string? Handle, Guid CompanyId, bool Sandbox, string Status, int[] PostingHours, int DailyLimit, string? ZoneId)
{
    public static AuditedChannel Of(Channel c) =>
        new(c.Platform, c.AccountId, c.Handle, c.CompanyId, c.Sandbox, c.Status.ToString(), c.PostingHours, c.DailyLimit, c.ZoneId);
}
