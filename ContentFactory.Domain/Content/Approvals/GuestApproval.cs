using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Approvals;

/// <summary>The verbs of a guest: to read and to decide, once. Each looks anew whether the link still holds, and whether its maker could still decide.</summary>
public sealed class GuestApproval(Db db, Actor actor, GuestReadings readings, Changes changes, TimeProvider clock)
{
    /// <summary>One answer to all that leads nowhere: wrong, or of somebody who may no longer ask.</summary>
    internal static Problem Over => Problem.NotFound("Content.LinkOver");

    internal static Task LockAsync(AppDb rows, Guid id, CancellationToken ct) =>
        rows.Database.ExecuteSqlAsync($"select 1 from approval_links where tenant_id = {rows.TenantId} and id = {id} for update", ct);

    public async Task<Result<GuestPost>> LookAsync(byte[] tokenHash, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApproveByLink);
        await using var rows = await db.OpenAsync(ct);
        var id = await rows.ApprovalLinks.Where(l => l.TokenHash == tokenHash).Select(l => (Guid?)l.Id).SingleOrDefaultAsync(ct);
        return await FindAsync(rows, id, ct) is { } found ? await readings.ReadAsync(rows, found, ct) : Over;
    }

    public async Task<Result<GuestPost>> ApproveAsync(byte[] tokenHash, string name, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApproveByLink);
        return await DecideAsync(tokenHash, GuestDecision.Approved, name, null, ct);
    }

    /// <summary>Back to draft, with the guest's reason for its author.</summary>
    public async Task<Result<GuestPost>> RejectAsync(byte[] tokenHash, string name, string reason, CancellationToken ct = default)
    {
        actor.Demand(Permission.ApproveByLink);
        var comment = PlainText.Clean(reason).Trim();
        if (comment.Length == 0)
            return Problem.Invalid("Comment", "Content.CommentMissing");
        if (comment.Length > ApprovalLink.LongestComment)
            return Problem.Invalid("Comment", "Content.TooLong", ApprovalLink.LongestComment);
        return await DecideAsync(tokenHash, GuestDecision.Rejected, name, comment, ct);
    }

    private async Task<Result<GuestPost>> DecideAsync(byte[] tokenHash, GuestDecision decision, string typedName, string? comment, CancellationToken ct)
    {
        var name = PlainText.Visible(PlainText.Line(typedName));
        if (name.Length is 0 or > ApprovalLink.LongestName)
            return name.Length == 0 ? Problem.Invalid("Name", "Content.GuestNameMissing") : Problem.Invalid("Name", "Content.TooLong", ApprovalLink.LongestName);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        var id = await rows.ApprovalLinks.Where(l => l.TokenHash == tokenHash).Select(l => (Guid?)l.Id).SingleOrDefaultAsync(ct);
        // of two clicks at once the second finds what the first has done
        await LockAsync(rows, id ?? Guid.Empty, ct);
        if (await FindAsync(rows, id, ct) is not { } found)
            return Over;
        var now = clock.GetUtcNow();
        if (LinkStates.Refusal(LinkStates.Of(found.Link, found.Post, now)) is { } refusal)
            return refusal;
        var before = found.Post.Status;
        var decided = await ChangeAsync(rows, found, decision, name, comment, now, ct);
        if (!decided.Ok)
            return decided.Problem!;
        found.Link.Decide(decision, name, comment, now);
        rows.Audit(Permission.ApproveByLink, "post", found.Post.Id, new { Status = before.ToString() },
            new { Status = found.Post.Status.ToString(), found.Post.Version, Comment = comment, Guest = name, LinkId = found.Link.Id, LinkBy = found.Link.CreatedBy }, now);
        if (await new PostEdits(rows, actor, now).SaveAsync(ct, PostNotices.DecidedByGuest(found.Post, found.Link)) is { } problem)
            return problem;
        await transaction.CommitAsync(ct);
        changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(Guid.Empty, ChangeTopics.Asks);
        return await readings.ReadAsync(rows, found, ct);
    }

    private static async Task<Result> ChangeAsync(AppDb rows, FoundLink found, GuestDecision decision, string name, string? comment, DateTimeOffset now, CancellationToken ct)
    {
        var (link, post) = (found.Link, found.Post);
        if (decision is GuestDecision.Rejected)
            return post.Reject(comment!, now, link.Version);
        // another name on a second link for the same recipient is no second person
        if (post.ApproverGuest is { } first && (await SignedForAsync(rows, link, first, ct)).Contains(link.Recipient, StringComparer.OrdinalIgnoreCase))
            return Problem.Conflict("Content.GuestOnceMore");
        return post.ApproveAsGuest(name, link.Version, now, found.Company.RequiredApprovals);
    }

    /// <summary>For whom the links were that a guest has approved this version by.</summary>
    private static Task<List<string>> SignedForAsync(AppDb rows, ApprovalLink link, string guest, CancellationToken ct) =>
        rows.ApprovalLinks.Where(l => l.PostId == link.PostId && l.Version == link.Version && l.Decision == GuestDecision.Approved && l.GuestName == guest).Select(l => l.Recipient).ToListAsync(ct);

    /// <summary>Null where it leads nowhere, or its maker may no longer decide.</summary>
    private static async Task<FoundLink?> FindAsync(AppDb rows, Guid? id, CancellationToken ct)
    {
        if (id is null || await rows.ApprovalLinks.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } link)
            return null;
        if (await RoleNow.OfAsync(rows, link.CreatedBy, link.ByAdmin, ct) is not { } role || !PermissionTable.Allows(role, Permission.SendForApproval))
            return null;
        var tenant = await rows.Tenants.AsNoTracking().SingleAsync(ct);
        var post = await rows.Posts.SingleAsync(p => p.Id == link.PostId, ct);
        var company = await rows.Companies.AsNoTracking().SingleAsync(c => c.Id == post.CompanyId, ct);
        return tenant.Status is TenantStatus.Active && company.Status is CompanyStatus.Active ? new(link, post, company, tenant.ZoneId) : null;
    }
}

/// <summary>A link with what it is about.</summary>
internal sealed record FoundLink(ApprovalLink Link, Post Post, Company Company, string ZoneId);
