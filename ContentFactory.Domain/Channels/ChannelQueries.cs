using System.Linq.Expressions;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>A line of the channel list.</summary>
public sealed record ChannelRow(
    Guid Id, Guid CompanyId, string Company, string Platform, string AccountId, string? Handle, string DisplayName, bool Sandbox,
    ChannelStatus Status, int? Followers, DateTimeOffset? LastCheckedAt, DateTimeOffset? LastPostedAt, string? LastError);

/// <summary>One channel with everything its page shows. <paramref name="MaskedToken"/> is null for those who may not see credentials.</summary>
public sealed record ChannelDetails(
    ChannelRow Row, string? Bio, int[] PostingHours, int DailyLimit, string? ZoneId, DateTimeOffset? TokenValidUntil, int ErrorCount,
    DateTimeOffset ConnectedAt, string? MaskedToken, DateTimeOffset? TokenChangedAt, string? ProxyHost)
{
    /// <summary>What the channel's app has used of its daily limits, by all its channels together; empty where nothing is counted.</summary>
    public IReadOnlyList<AppUsage> AppUsage { get; init; } = [];

    /// <summary>Its figures may be read; else only whether there is enough left.</summary>
    public bool ShowsUsage { get; init; }

    /// <summary>Posts that the company's rule approved are planned here by themselves.</summary>
    public bool AutoPost { get; init; }

    /// <summary>By whose link it came, empty where that person has gone; null where a member connected it.</summary>
    public string? InvitedBy { get; init; }
}

/// <summary>Reads for the channel pages.</summary>
public sealed class ChannelQueries(Db db, Actor actor, PlatformSet platforms)
{
    /// <summary>The connected channels by company and name; disconnected ones at the end. At most 500: plans hold a handful.</summary>
    public async Task<IReadOnlyList<ChannelRow>> ListAsync(Guid? companyId, CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        await using var context = await db.OpenAsync(ct);
        return await Rows(context, c => companyId == null || c.CompanyId == companyId).Take(500).ToListAsync(ct);
    }

    /// <summary>Null when there is none in this tenant.</summary>
    public async Task<ChannelDetails?> OneAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.ViewChannels);
        await using var context = await db.OpenAsync(ct);
        if (await Rows(context, c => c.Id == id).SingleOrDefaultAsync(ct) is not { } row)
            return null;
        var channel = await context.Channels.AsNoTracking().SingleAsync(c => c.Id == id, ct);
        var secret = actor.May(Permission.ViewCredentials)
            ? await context.ChannelSecrets.AsNoTracking().Where(s => s.ChannelId == id && s.Kind != AccountTokens.Refresh && s.Kind != SealedProxy.Kind).OrderBy(s => s.Kind)
                .Select(s => new { s.Masked, s.ChangedAt }).FirstOrDefaultAsync(ct)
            : null;
        var invited = await context.ChannelInvitationUses.AsNoTracking().Where(u => u.ChannelId == id).OrderByDescending(u => u.UsedAt)
            .Join(context.ChannelInvitations, u => u.InvitationId, i => i.Id, (_, i) => new { Name = context.People.Where(p => p.Id == i.CreatedBy).Select(p => p.DisplayName).FirstOrDefault() }).FirstOrDefaultAsync(ct);
        // figures of an app are those of all its tenants
        var showsUsage = actor.Role is Role.Manager or Role.Admin;
        var usage = channel.Sandbox || channel.Status is ChannelStatus.Disconnected ? [] : platforms.Find(channel.Platform)?.UsageOf(channel.AppKey) ?? [];
        return new(row, channel.Bio, channel.PostingHours, channel.DailyLimit, channel.ZoneId, channel.TokenValidUntil, channel.ErrorCount, channel.CreatedAt, secret?.Masked, secret?.ChangedAt, channel.ProxyHost)
        {
            AutoPost = channel.AutoPost,
            ShowsUsage = showsUsage,
            AppUsage = showsUsage ? usage : [.. usage.Select(u => u.Rounded())],
            InvitedBy = invited is null ? null : invited.Name ?? "",
        };
    }

    private static IQueryable<ChannelRow> Rows(AppDb context, Expression<Func<Channel, bool>> wanted) =>
        from channel in context.Channels.AsNoTracking().Where(wanted)
        join company in context.Companies on new { channel.TenantId, Id = channel.CompanyId } equals new { company.TenantId, company.Id }
        orderby channel.Status == ChannelStatus.Disconnected, company.Name, channel.DisplayName, channel.Id
        select new ChannelRow(
            channel.Id, channel.CompanyId, company.Name, channel.Platform, channel.AccountId, channel.Handle, channel.DisplayName, channel.Sandbox,
            channel.Status, channel.Followers, channel.LastCheckedAt, channel.LastPostedAt, channel.LastError);
}
