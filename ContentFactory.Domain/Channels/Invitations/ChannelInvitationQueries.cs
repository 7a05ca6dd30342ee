using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <param name="InvitedBy">Null when the person has gone since.</param>
public sealed record ChannelInvitationRow(
    Guid Id, string Company, string[] Platforms, int PerNetwork, string? Note, string? InvitedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, bool Expired, IReadOnlyList<InvitedChannel> Channels);

/// <summary>A channel that came by a link.</summary>
public sealed record InvitedChannel(Guid ChannelId, string Platform, string DisplayName, string? Handle);

/// <summary>Links that members made.</summary>
public sealed class ChannelInvitationQueries(Db db, Actor actor, TimeProvider clock)
{
    private const int Most = 100;

    // one that has just ended still says what came of it
    private static readonly TimeSpan Afterwards = TimeSpan.FromDays(7);

    /// <summary>Those that can be used, and those that ended of themselves in the last days; the newest first.</summary>
    public async Task<IReadOnlyList<ChannelInvitationRow>> OpenAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var now = clock.GetUtcNow();
        var since = now - Afterwards;
        await using var rows = await db.OpenAsync(ct);
        var found = await rows.ChannelInvitations.AsNoTracking().Where(i => i.RevokedAt == null && i.ExpiresAt > since)
            .OrderByDescending(i => i.CreatedAt).ThenBy(i => i.Id).Take(Most)
            .Select(i => new
            {
                Row = i,
                Company = rows.Companies.Where(c => c.Id == i.CompanyId).Select(c => c.Name).First(),
                By = rows.People.Where(p => p.Id == i.CreatedBy).Select(p => p.DisplayName).FirstOrDefault(),
            }).ToListAsync(ct);
        var ids = found.ConvertAll(f => f.Row.Id);
        var uses = await rows.ChannelInvitationUses.AsNoTracking().Where(u => ids.Contains(u.InvitationId)).OrderBy(u => u.UsedAt).ThenBy(u => u.Id)
            .Join(rows.Channels, u => u.ChannelId, c => c.Id, (u, c) => new { u.InvitationId, Channel = new InvitedChannel(c.Id, c.Platform, c.DisplayName, c.Handle) }).ToListAsync(ct);
        var byInvitation = uses.ToLookup(u => u.InvitationId, u => u.Channel);
        return [.. found.Select(f => new ChannelInvitationRow(
            f.Row.Id, f.Company, f.Row.Platforms, f.Row.PerNetwork, f.Row.Note, f.By, f.Row.CreatedAt, f.Row.ExpiresAt, f.Row.ExpiresAt <= now, [.. byInvitation[f.Row.Id]]))];
    }
}
