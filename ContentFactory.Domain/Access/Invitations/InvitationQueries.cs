using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Access;

/// <summary>An invitation that nobody has answered yet.</summary>
public sealed record InvitationRow(Guid Id, string Email, MemberRole Role, string? InvitedBy, DateTimeOffset SentAt, DateTimeOffset ExpiresAt, bool Expired);

public sealed class InvitationQueries(Db db, Actor actor, TimeProvider clock)
{
    /// <summary>More than a day's limit of letters, so that nothing is hidden in practice.</summary>
    private const int Most = 200;

    /// <summary>Those that can still be accepted, sent again or revoked; the newest first.</summary>
    public async Task<IReadOnlyList<InvitationRow>> OpenAsync(CancellationToken ct)
    {
        actor.Demand(Permission.ManageMembers);
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        return await rows.Invitations.AsNoTracking().Where(i => i.AcceptedAt == null && i.RevokedAt == null).OrderByDescending(i => i.SentAt).ThenBy(i => i.Id).Take(Most)
            .Select(i => new InvitationRow(i.Id, i.Email, i.Role, rows.People.Where(p => p.Id == i.InvitedBy).Select(p => p.DisplayName).FirstOrDefault(), i.SentAt, i.ExpiresAt, i.ExpiresAt <= now))
            .ToListAsync(ct);
    }
}
