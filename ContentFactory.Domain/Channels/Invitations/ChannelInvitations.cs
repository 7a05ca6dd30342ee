using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Channels;

/// <param name="PerNetwork">How many accounts of each network may come by the link.</param>
/// <param name="Note">What the guest reads.</param>
public sealed record NewChannelInvitation(Guid CompanyId, IReadOnlyList<string> Platforms, int PerNetwork, int Days, string? Note);

/// <param name="Link">Shown once: what is stored leads back to nobody.</param>
public sealed record IssuedInvitation(Guid Id, string Link)
{
    /// <summary>Records print their members; the link must not reach a log that way.</summary>
    public override string ToString() => $"{Id}";
}

/// <summary>Links that members make for those who connect an account without having one here, and take back.</summary>
public sealed class ChannelInvitations(Db db, Actor actor, ConnectOffers offers, AttemptLimits limits, PublicAddress site, Changes changes, TimeProvider clock)
{
    public static readonly AttemptLimit OfTenant = new("channel_invitation.tenant", 50, TimeSpan.FromDays(1));

    /// <summary>How long a link may live, in days.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [1, 7, 30];

    public async Task<Result<IssuedInvitation>> CreateAsync(NewChannelInvitation request, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        request = request with { Platforms = [.. request.Platforms.Distinct()], Note = string.IsNullOrWhiteSpace(request.Note) ? null : PlainText.Visible(request.Note) };
        if ((Fault(request) ?? await RefusalAsync(request, ct)) is { } problem)
            return problem;
        if (await limits.TakeAsync(OfTenant, $"{actor.TenantId}", ct) is not null)
            return Problem.Limit("Channels.InvitationsTooMany", OfTenant.Most);
        var (now, token) = (clock.GetUtcNow(), ChannelInvitationToken.Draw());
        var invitation = new ChannelInvitation(actor.TenantId, Ids.New(now), request, actor.May(Permission.ReplaceCredentials), token, actor.PersonId, actor.Role is Role.Admin, now);
        await using var context = await db.OpenAsync(ct);
        context.ChannelInvitations.Add(invitation);
        context.Audit(Permission.ConnectChannels, "channel_invitation", invitation.Id, null, AuditedChannelInvitation.Of(invitation), now);
        await context.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Channels);
        return new IssuedInvitation(invitation.Id, site.Link(token.Path));
    }

    /// <summary>From now on the link leads nowhere; what is under way by it ends at its next step. What was connected stays.</summary>
    public async Task<Result> RevokeAsync(Guid id, CancellationToken ct)
    {
        actor.Demand(Permission.ConnectChannels);
        var now = clock.GetUtcNow();
        await using var context = await db.OpenAsync(ct);
        await using var transaction = await context.Database.BeginTransactionAsync(ct);
        await InvitationUses.LockAsync(context, id, ct);
        if (await context.ChannelInvitations.SingleOrDefaultAsync(i => i.Id == id && i.RevokedAt == null, ct) is not { } invitation)
            return Problem.NotFound("Channels.InvitationGone");
        invitation.Revoke(now);
        context.Audit(Permission.ConnectChannels, "channel_invitation", id, AuditedChannelInvitation.Of(invitation), new { Revoked = true }, now);
        await context.SaveChangesAsync(ct);
        await context.ChannelSignIns.Where(s => s.InvitationId == id).ExecuteDeleteAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Channels);
        return Result.Done;
    }

    private static Problem? Fault(NewChannelInvitation request)
    {
        if (request.Platforms.Count == 0)
            return Problem.Invalid(nameof(request.Platforms), "Channels.InvitationNetworkMissing");
        if (request.PerNetwork is < 1 or > ChannelInvitation.MostPerNetwork)
            return Problem.Invalid(nameof(request.PerNetwork), "Channels.InvitationNumber", ChannelInvitation.MostPerNetwork);
        if (!Lifetimes.Contains(request.Days))
            return Problem.Invalid(nameof(request.Days), "Channels.InvitationDays");
        return request.Note?.Length > ChannelInvitation.LongestNote ? Problem.Invalid(nameof(request.Note), "Channels.InvitationNoteLong", ChannelInvitation.LongestNote) : null;
    }

    private async Task<Problem?> RefusalAsync(NewChannelInvitation request, CancellationToken ct)
    {
        if (!(await offers.ReadAsync(ct)).TryGetValue(request.CompanyId, out var offered))
            return new(ProblemKind.NotFound, nameof(request.CompanyId), "Channels.CompanyMissing");
        return request.Platforms.FirstOrDefault(p => !offered.SignIns.Any(n => n.Platform == p && n.Ways.Count > 0)) is { } missing
            ? new(ProblemKind.Conflict, nameof(request.Platforms), "Channels.InvitationNetworkOff", missing) : null;
    }
}

/// <summary>An invitation as the audit log keeps it: nothing of its token.</summary>
internal sealed record AuditedChannelInvitation(Guid CompanyId, string[] Platforms, int PerNetwork, string? Note, bool Renews, DateTimeOffset ExpiresAt)
{
    public static AuditedChannelInvitation Of(ChannelInvitation i) => new(i.CompanyId, i.Platforms, i.PerNetwork, i.Note, i.Renews, i.ExpiresAt);
}
