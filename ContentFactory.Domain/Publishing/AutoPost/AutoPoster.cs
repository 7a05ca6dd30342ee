using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing.AutoPost;

/// <summary>Plans one post that the rule approved: on each of its networks the active channel with the best health that has a free time.</summary>
public sealed class AutoPoster(Db db, Actor actor, HealthQueries health, ChannelSlots slots, PostSchedule schedule, Changes changes)
{
    /// <param name="tries">Of the claim: with a higher count the row is another node's.</param>
    public async Task PlanAsync(Guid postId, int tries, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        if (await ReadAsync(postId, tries, ct) is not { } wish)
            return;
        var scores = await health.AllAsync(ct);
        var best = await slots.BeginsWithBestAsync(wish.Post.CompanyId, ct);
        List<string> missing = [];
        Problem? why = null;
        foreach (var network in wish.Networks.Except(wish.Standing))
        {
            // a node that slept past its lease must not choose a second channel beside the one that took over
            if (!await IsMineAsync(postId, tries, ct))
                return;
            // a channel of the post's own niche goes first
            var channels = wish.Channels.Where(c => c.Platform == network).OrderByDescending(c => c.NicheId == wish.Post.NicheId).ThenByDescending(c => scores.GetValueOrDefault(c.Id)?.Score ?? 0).ThenBy(c => c.Id);
            if (await PlanAsync(postId, [.. channels], best, ct) is not { } refusal)
                continue;
            missing.Add(network);
            why ??= refusal;
        }
        await EndAsync(postId, tries, wish, missing, why, ct);
    }

    /// <summary>Leaves it to people, and says why. What a person saw to meanwhile is said to nobody.</summary>
    public async Task LeaveAsync(Guid postId, int tries, Problem why, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        if (await ReadAsync(postId, tries, ct) is { } wish)
            await EndAsync(postId, tries, wish, [.. wish.Networks.Except(wish.Standing)], why, ct);
    }

    /// <returns>Null once it stands on one of the channels.</returns>
    private async Task<Problem?> PlanAsync(Guid postId, IReadOnlyList<Channel> channels, bool best, CancellationToken ct)
    {
        Problem? why = null;
        foreach (var channel in channels)
        {
            var proposed = best ? await slots.BestAsync([channel.Id], ct) : await slots.NextFreeAsync([channel.Id], ct);
            if (!proposed.Ok)
            {
                why ??= proposed.Problem;
                continue;
            }
            var planned = proposed.Value[0].Planned;
            var done = await schedule.ScheduleAsync(new SchedulePost(postId, [new ChannelTime(channel.Id, planned.Date, planned.Time, planned.ZoneId)]), ct);
            if (done.Ok)
                return null;
            why ??= done.Problem;
        }
        return why ?? Problem.Conflict("Publishing.AutoNoChannel");
    }

    private async Task<Wish?> ReadAsync(Guid postId, int tries, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await Mine(rows, postId, tries).SingleOrDefaultAsync(ct) is not { } row)
            return null;
        var post = await rows.Posts.AsNoTracking().SingleAsync(p => p.Id == postId, ct);
        var company = await rows.Companies.AsNoTracking().SingleAsync(c => c.Id == post.CompanyId, ct);
        // a person was quicker, or changed the rule
        if (post.Status is not (PostStatus.Approved or PostStatus.Scheduled) || post.ApprovedVersion != post.Version || !company.AutoPost || company.RequiredApprovals > 0)
        {
            row.End(AutoPostState.Left, [], Problem.Conflict("Publishing.AutoTaken"), await rows.NowAsync(ct));
            await rows.SaveChangesAsync(ct);
            return null;
        }
        var channels = await rows.Channels.AsNoTracking().Where(c => c.CompanyId == post.CompanyId && c.AutoPost && (post.NicheId == null || c.NicheId == null || c.NicheId == post.NicheId)).ToListAsync(ct);
        var standing = await rows.Publications.Where(p => p.PostId == postId).Join(rows.Channels, p => p.ChannelId, c => c.Id, (_, c) => c.Platform).Distinct().ToListAsync(ct);
        return new(post, [.. channels.Where(c => c.MayPublish)], await NetworksAsync(rows, post, company, channels, ct), standing);
    }

    /// <summary>Those that were asked for with the draft; else those of the company that allow it at all.</summary>
    private static async Task<IReadOnlyList<string>> NetworksAsync(AppDb rows, Post post, Company company, List<Channel> channels, CancellationToken ct)
    {
        var asked = await rows.AutoDraftRuns.Where(r => r.DraftId == post.Id).Select(r => r.Platforms).SingleOrDefaultAsync(ct);
        if (asked is { Length: > 0 })
            return asked;
        var own = company.Platforms ?? await rows.Tenants.Select(t => t.Platforms).SingleAsync(ct);
        return [.. own.Where(n => channels.Exists(c => c.Platform == n))];
    }

    private async Task EndAsync(Guid postId, int tries, Wish wish, List<string> missing, Problem? why, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        if (await Mine(rows, postId, tries).SingleOrDefaultAsync(ct) is not { } row)
            return;
        var now = await rows.NowAsync(ct);
        var planned = wish.Networks.Count > missing.Count;
        row.End(planned ? AutoPostState.Planned : AutoPostState.Left, missing, planned ? why : why ?? Problem.Conflict("Publishing.AutoNoChannel"), now);
        var notices = planned ? Array.Empty<Notice>() : [new Notice(actor.TenantId, "Publishing.Notice_AutoLeft", [Notice.Named(wish.Post.Title, wish.Post.Text)], $"content/{postId}", Notice.Deciders, [])];
        await rows.SaveAndTellAsync(notices, now, ct);
        changes.Notify(actor.TenantId, ChangeTopics.AutoDrafts);
        if (!planned)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
    }

    private async Task<bool> IsMineAsync(Guid postId, int tries, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        return await Mine(rows, postId, tries).AnyAsync(ct);
    }

    private static IQueryable<AutoPostRow> Mine(AppDb rows, Guid postId, int tries) => rows.AutoPosts.Where(r => r.PostId == postId && r.State == AutoPostState.Waiting && r.Tries == tries);

    /// <param name="Standing">Networks on which it is planned already.</param>
    private sealed record Wish(Post Post, IReadOnlyList<Channel> Channels, IReadOnlyList<string> Networks, IReadOnlyList<string> Standing);
}
