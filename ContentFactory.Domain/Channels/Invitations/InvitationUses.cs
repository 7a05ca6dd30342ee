using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <summary>What a guest's way out and back stands for: the invitation, who sent it, and whether it may renew what is connected.</summary>
internal sealed record GuestPass(Guid InvitationId, Guid PersonId, bool Renews);

/// <summary>Takes a place of an invitation, in the transaction that connects the account: two at once can't take the last one.</summary>
internal static class InvitationUses
{
    public static Task LockAsync(AppDb context, Guid id, CancellationToken ct) =>
        context.Database.ExecuteSqlAsync($"select 1 from channel_invitations where tenant_id = {context.TenantId} and id = {id} for update", ct);

    /// <summary>Null where the account may come by it. One that came before comes again without another place.</summary>
    public static async Task<Problem?> TakeAsync(AppDb context, GuestPass pass, Channel channel, DateTimeOffset now, CancellationToken ct)
    {
        await LockAsync(context, pass.InvitationId, ct);
        var invitation = await context.ChannelInvitations.AsNoTracking().SingleOrDefaultAsync(i => i.Id == pass.InvitationId, ct);
        if (invitation is null || !invitation.IsAliveAt(now) || !invitation.Platforms.Contains(channel.Platform) || !await context.Tenants.AnyAsync(t => t.Status == TenantStatus.Active, ct))
            return InvitedSignIns.Over;
        if (!(await InviterRights.OfAsync(context, invitation, ct)).MayConnect)
            return InvitedSignIns.Over;
        var used = await context.ChannelInvitationUses.AsNoTracking().Where(u => u.InvitationId == pass.InvitationId && u.Platform == channel.Platform).Select(u => new { u.ChannelId, u.Number }).ToListAsync(ct);
        if (used.Any(u => u.ChannelId == channel.Id))
            return null;
        if (used.Count >= invitation.PerNetwork)
            return Problem.Conflict("Channels.InvitationUsed");
        var free = Enumerable.Range(1, invitation.PerNetwork).First(n => used.All(u => u.Number != n));
        context.ChannelInvitationUses.Add(new ChannelInvitationUse(Ids.New(now), pass.InvitationId, channel, free, now));
        return null;
    }
}
