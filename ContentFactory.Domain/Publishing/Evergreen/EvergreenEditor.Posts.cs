using ContentFactory.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Publishing;

/// <param name="Until">The last day on which it may go out; null has no end.</param>
/// <param name="MostTimes">After so many times it leaves the rotation by itself.</param>
public sealed record EvergreenTerms(DateOnly? Until = null, int? MostTimes = null);

public sealed partial class EvergreenEditor
{
    private const string PostEntity = "evergreen_post";
    private const int MostAtOnce = 200;

    /// <summary>Approved posts of the category's company, each in no category yet.</summary>
    public async Task<Result> AddPostsAsync(Guid categoryId, IReadOnlyCollection<Guid> postIds, EvergreenTerms terms, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        if (postIds.Count is 0 or > MostAtOnce)
            return Problem.Invalid("Posts", "Publishing.EvergreenPosts", MostAtOnce);
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await FindAsync(rows, categoryId, ct) is not { } category)
            return Problem.NotFound();
        // by the clock of the publications that are counted from here on
        var now = await rows.NowAsync(ct);
        if (await FaultAsync(rows, terms, now, ct) is { } wrong)
            return wrong;
        if (await UnfitAsync(rows, category, postIds, ct) is { } unfit)
            return unfit;
        // one after the other in time, as they were chosen: the order in which they come at first
        foreach (var (postId, place) in postIds.Distinct().Select((id, place) => (id, place)))
        {
            rows.EvergreenPosts.Add(new EvergreenPost(rows.TenantId, postId, categoryId, terms.Until, terms.MostTimes, actor.PersonId, now.AddTicks(place * TimeSpan.TicksPerMillisecond)));
            rows.Audit(Permission.SchedulePosts, PostEntity, postId, null, new { CategoryId = categoryId, terms.Until, terms.MostTimes }, now);
        }
        await LookAsync(rows, categoryId, now, ct);
        return new(await SaveAsync(rows, ct));
    }

    public Task<Result> LimitPostAsync(Guid postId, EvergreenTerms terms, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangePostAsync(postId, async (rows, post, now) =>
        {
            if (await FaultAsync(rows, terms, now, ct) is { } fault)
                return fault;
            var before = new { post.Until, post.MostTimes };
            post.Limit(terms.Until, terms.MostTimes);
            rows.Audit(Permission.SchedulePosts, PostEntity, postId, before, new { post.Until, post.MostTimes }, now);
            return Result.Done;
        }, ct);
    }

    /// <summary>What waits of it is taken back, and another post may have its date.</summary>
    public Task<Result> RemovePostAsync(Guid postId, CancellationToken ct)
    {
        actor.Demand(Permission.SchedulePosts);
        return ChangePostAsync(postId, async (rows, post, now) =>
        {
            await TakeBackAsync(rows, rows.EvergreenSlots.Where(s => s.CategoryId == post.CategoryId).Select(s => s.Id), now, ct, postId);
            rows.EvergreenPosts.Remove(post);
            rows.Audit(Permission.SchedulePosts, PostEntity, postId, new { post.CategoryId }, null, now);
            return Result.Done;
        }, ct);
    }

    private static async Task<Problem?> FaultAsync(AppDb rows, EvergreenTerms terms, DateTimeOffset now, CancellationToken ct)
    {
        if (terms.MostTimes is < 1 or > EvergreenPost.MostTimesLimit)
            return Problem.Invalid("MostTimes", "Publishing.CountWrong", EvergreenPost.MostTimesLimit);
        return terms.Until < LocalDay.At(now, await rows.Tenants.Select(t => t.ZoneId).SingleAsync(ct)) ? Problem.Invalid("Until", "Publishing.EvergreenUntil") : null;
    }

    private static async Task<Problem?> UnfitAsync(AppDb rows, EvergreenCategory category, IReadOnlyCollection<Guid> postIds, CancellationToken ct)
    {
        var posts = await rows.Posts.AsNoTracking().Where(p => postIds.Contains(p.Id)).ToListAsync(ct);
        if (posts.Count != postIds.Distinct().Count())
            return Problem.NotFound();
        if (posts.Exists(p => p.CompanyId != category.CompanyId))
            return Problem.Invalid("Posts", "Publishing.EvergreenOtherCompany");
        if (posts.Find(p => p.ApprovedVersion != p.Version || !EvergreenStock.Publishable.Contains(p.Status)) is { } draft)
            return Problem.Invalid("Posts", "Publishing.EvergreenNotApproved", Notice.Named(draft.Title, draft.Text));
        var taken = await rows.EvergreenPosts.Where(e => postIds.Contains(e.PostId)).Select(e => e.PostId).ToListAsync(ct);
        return posts.Find(p => taken.Contains(p.Id)) is { } elsewhere ? Problem.Invalid("Posts", "Publishing.EvergreenElsewhere", Notice.Named(elsewhere.Title, elsewhere.Text)) : null;
    }

    private async Task<Result> ChangePostAsync(Guid postId, Func<AppDb, EvergreenPost, DateTimeOffset, Task<Result>> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        await using var transaction = await rows.Database.BeginTransactionAsync(ct);
        await rows.LockTenantAsync(ct);
        if (await rows.EvergreenPosts.SingleOrDefaultAsync(p => p.PostId == postId, ct) is not { } post)
            return Problem.NotFound();
        var now = clock.GetUtcNow();
        if ((await change(rows, post, now)).Problem is { } problem)
            return problem;
        await LookAsync(rows, post.CategoryId, now, ct);
        return new(await SaveAsync(rows, ct));
    }
}
