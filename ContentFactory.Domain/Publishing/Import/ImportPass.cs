using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.History;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.Import;

/// <summary>Brings rows in one after the other, inside a transaction that stands or falls as a whole. A row that is refused leaves its fault on the sheet.</summary>
internal sealed class ImportPass(AppDb rows, Actor actor, PostSchedule schedule, ImportTarget target, ImportSheet sheet, string zone, DateTimeOffset now)
{
    private readonly Dictionary<Guid, int> approvals = [];
    private readonly List<(Guid PostId, ImportRow Row)> toPlan = [];
    private readonly List<int> shifted = [];

    /// <summary>Rows that wait for <see cref="PlanAsync"/>, in the order of the file.</summary>
    public IReadOnlyList<(Guid PostId, ImportRow Row)> ToPlan => toPlan;

    /// <summary>Rows whose time the clock skips that night, or shows twice.</summary>
    public IReadOnlyList<int> Shifted => shifted;

    public int Posts { get; private set; }
    public int Planned { get; private set; }

    /// <summary>Posts that wait for somebody's approval.</summary>
    public int Waiting { get; private set; }

    /// <summary>Writes the post of a row; when it goes out is planned later.</summary>
    public async Task AddAsync(ImportRow row, CancellationToken ct)
    {
        var post = Write(row);
        if (await RefusalAsync(post, row, ct) is { } refusal)
        {
            sheet.Fault(row.Number, refusal);
            rows.ChangeTracker.Clear();
            return;
        }
        await rows.SaveChangesAsync(ct);
        // what is saved is not looked through again at the save of the next row
        rows.ChangeTracker.Clear();
        if (row.At is not null)
            toPlan.Add((post.Id, row));
        Posts++;
        Waiting += post.Status is PostStatus.Ready ? 1 : 0;
    }

    /// <summary>Counts against the limits of days: what is kept is planned while the tenant is locked.</summary>
    public async Task PlanAsync(Guid postId, ImportRow row, CancellationToken ct)
    {
        var (date, time) = row.At!.Value;
        var post = await rows.Posts.SingleAsync(p => p.Id == postId, ct);
        var planned = await schedule.PlanWithinAsync(rows, post, [.. row.Channels.Select(c => new ChannelTime(c, date, time))], zone, ct);
        if (planned.Ok)
        {
            await rows.SaveChangesAsync(ct);
            Planned += planned.Value.Count;
            if (planned.Value.Exists(p => p.Planned.Note is not LocalTimeNote.None))
                shifted.Add(row.Number);
        }
        else
        {
            sheet.Fault(row.Number, planned.Problem);
            Posts--;
        }
        rows.ChangeTracker.Clear();
    }

    private Post Write(ImportRow row)
    {
        var post = new Post(rows.TenantId, Ids.New(now), row.CompanyId, row.Type, actor.PersonId, now);
        post.Write(row.Content, now);
        post.Label(row.Tags);
        rows.Posts.Add(post);
        rows.PostVersions.Add(new PostVersion(rows.TenantId, Ids.New(now), post.Id, post.Version, PostEdits.ContentOf(post), new KeptParts([.. row.Media.Select(m => new MediaPlace(m))], []), actor.PersonId, now));
        foreach (var (mediaId, position) in row.Media.Select((m, i) => (m, i)))
            rows.PostMedia.Add(new PostMedia(rows.TenantId, Ids.New(now), post.Id, mediaId, position));
        return post;
    }

    private async Task<Problem?> RefusalAsync(Post post, ImportRow row, CancellationToken ct)
    {
        if (target is ImportTarget.Draft)
            return row.At is null ? null : Problem.Invalid("Date", "Publishing.ImportDraftPlanned");
        if (post.MakeReady(now).Problem is { } unready)
            return unready;
        var required = await ApprovalsAsync(row.CompanyId, ct);
        if (required == 0)
            Approved(post, post.Approve(Guid.Empty, post.Version, now), new { Status = nameof(PostStatus.Approved), post.Version, Rule = "no approval required" });
        else if (target is ImportTarget.Approved)
            Approved(post, post.Approve(actor.PersonId, post.Version, now, required), new { Status = post.Status.ToString(), post.Version, Imported = true });
        return row.At is null || post.Status is PostStatus.Approved ? null : Problem.Invalid("Date", "Publishing.ImportNotApproved");
    }

    private void Approved(Post post, Result approved, object after)
    {
        if (approved.Ok)
            rows.Audit(Permission.ApprovePosts, "post", post.Id, new { Status = nameof(PostStatus.Ready) }, after, now);
    }

    private async Task<int> ApprovalsAsync(Guid companyId, CancellationToken ct)
    {
        if (!approvals.TryGetValue(companyId, out var required))
            approvals[companyId] = required = await rows.Companies.Where(c => c.Id == companyId).Select(c => c.RequiredApprovals).SingleAsync(ct);
        return required;
    }
}
