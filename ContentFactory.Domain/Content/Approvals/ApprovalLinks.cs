using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Approvals;

/// <param name="Recipient">Who it is for; the guest may sign otherwise.</param>
/// <param name="Note">What the guest reads.</param>
public sealed record NewApprovalLink(string Recipient, int Days, string? Note);

/// <param name="Address">Shown once: what is stored leads back to nobody.</param>
public sealed record IssuedApprovalLink(Guid Id, string Address)
{
    /// <summary>Records print their members; the address must not reach a log that way.</summary>
    public override string ToString() => $"{Id}";
}

/// <param name="State">How the guest's page would open.</param>
/// <param name="CreatedBy">Null when the person has gone since.</param>
public sealed record ApprovalLinkRow(
    Guid Id, int Version, string Recipient, string? Note, string? CreatedBy, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, LinkState State,
    GuestDecision? Decision, DateTimeOffset? DecidedAt, string? GuestName);

/// <summary>Links that members make for those who decide without having an account here, and take back.</summary>
public sealed class ApprovalLinks(Db db, Actor actor, AttemptLimits limits, PublicAddress site, Changes changes, TimeProvider clock)
{
    public static readonly AttemptLimit OfTenant = new("approval_link.tenant", 200, TimeSpan.FromDays(1));
    public const int UsualDays = 7;
    public const int MostDays = 30;

    private const int Shown = 50;

    /// <summary>What is offered, in days.</summary>
    public static IReadOnlyList<int> Lifetimes { get; } = [1, 3, UsualDays, 14, MostDays];

    /// <param name="version">The one on the maker's screen.</param>
    public async Task<Result<IssuedApprovalLink>> CreateAsync(Guid postId, int version, NewApprovalLink typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.SendForApproval);
        var wanted = typed with { Recipient = PlainText.Visible(PlainText.Line(typed.Recipient)), Note = string.IsNullOrWhiteSpace(typed.Note) ? null : PlainText.Visible(typed.Note) };
        if (Fault(wanted) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return Problem.NotFound("Content.PostGone");
        if (post.Status is not PostStatus.Ready)
            return Problem.Conflict("Content.NotReady");
        if (post.Version != version)
            return Problem.Conflict("Content.VersionChanged");
        if (await limits.TakeAsync(OfTenant, $"{actor.TenantId}", ct) is not null)
            return Problem.Limit("Content.LinksTooMany", OfTenant.Most);
        var (now, token) = (clock.GetUtcNow(), ApprovalToken.Draw());
        var link = rows.ApprovalLinks.Add(new ApprovalLink(Ids.New(now), post, wanted, token, actor, now)).Entity;
        rows.Audit(Permission.SendForApproval, "approval_link", link.Id, null, new { link.PostId, link.Version, link.Recipient, link.ExpiresAt }, now);
        await rows.SaveChangesAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        return new IssuedApprovalLink(link.Id, site.Link(token.Path));
    }

    /// <summary>From now on the link decides nothing; what was decided by it stays.</summary>
    public async Task<Result> RevokeAsync(Guid id, CancellationToken ct = default)
    {
        actor.Demand(Permission.SendForApproval);
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await GuestApproval.LockAsync(rows, id, ct);
        if (await rows.ApprovalLinks.SingleOrDefaultAsync(l => l.Id == id && l.RevokedAt == null && l.DecidedAt == null, ct) is not { } link)
            return Problem.NotFound("Content.LinkGone");
        link.Revoke(now);
        rows.Audit(Permission.SendForApproval, "approval_link", id, new { link.PostId, link.Recipient }, new { Revoked = true }, now);
        await rows.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        return Result.Done;
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<ApprovalLinkRow>> OfPostAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.SendForApproval);
        var now = clock.GetUtcNow();
        await using var rows = await db.OpenAsync(ct);
        if (await rows.Posts.AsNoTracking().SingleOrDefaultAsync(p => p.Id == postId, ct) is not { } post)
            return [];
        var found = await rows.ApprovalLinks.AsNoTracking().Where(l => l.PostId == postId).OrderByDescending(l => l.CreatedAt).ThenBy(l => l.Id).Take(Shown)
            .Select(l => new { Link = l, By = rows.People.Where(p => p.Id == l.CreatedBy).Select(p => p.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        return [.. found.Select(f => new ApprovalLinkRow(
            f.Link.Id, f.Link.Version, f.Link.Recipient, f.Link.Note, f.By, f.Link.CreatedAt, f.Link.ExpiresAt, LinkStates.Of(f.Link, post, now), f.Link.Decision, f.Link.DecidedAt, f.Link.GuestName))];
    }

    private static Problem? Fault(NewApprovalLink wanted)
    {
        if (wanted.Recipient.Length == 0)
            return Problem.Invalid(nameof(wanted.Recipient), "Content.LinkRecipientMissing");
        if (wanted.Recipient.Length > ApprovalLink.LongestName)
            return Problem.Invalid(nameof(wanted.Recipient), "Content.TooLong", ApprovalLink.LongestName);
        if (wanted.Days is < 1 or > MostDays)
            return Problem.Invalid(nameof(wanted.Days), "Content.LinkDays", MostDays);
        return wanted.Note?.Length > ApprovalLink.LongestNote ? Problem.Invalid(nameof(wanted.Note), "Content.TooLong", ApprovalLink.LongestNote) : null;
    }
}
