using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Domain.Content.Openings;

/// <summary>What a page says of a test: its openings in order, and whether it still runs.</summary>
/// <param name="Chosen">The opening with which it ended.</param>
public sealed record HookTestRow(IReadOnlyList<string> Openings, DateTimeOffset StartedAt, DateTimeOffset? StoppedAt, int? Chosen)
{
    public bool Runs => StoppedAt is null;
}

/// <summary>
/// Beginning and ending tests of openings. What is tested may go out, so it is content: to begin or change a test takes an approval back.
/// To stop one lets less go out than was approved, so that is always free.
/// </summary>
public sealed class HookTests(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    // older ones make place for those that people type
    private const int MostProposed = 15;

    /// <param name="hooks">The first becomes A. Others than the proposed ones join them.</param>
    public async Task<Result<int>> StartAsync(Guid postId, int expectedVersion, IReadOnlyList<string> hooks, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        var clean = hooks.Select(PlainText.Line).Where(h => h.Length > 0).Distinct().ToList();
        if (Fault(clean) is { } fault)
            return fault;
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var (post, wasDraft) = (found.Value, found.Value.Status is PostStatus.Draft);
        if (Opening.Of(post) is not { } standing)
            return Problem.Invalid("Openings", "Content.OpeningsNoText");
        if ((await RunningAsync(rows, postId, ct)).SequenceEqual(clean))
            return expectedVersion;
        post.Write(PostEdits.ContentOf(post) with { Hook = standing }, now);
        post.Propose([standing, .. post.Hooks.Except(clean).TakeLast(MostProposed), .. clean]);
        await PutAsync(rows, postId, clean, now, ct);
        return await SaveAsync(edits, post, wasDraft, ct);
    }

    public async Task<Result> StopAsync(Guid postId, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        await using var rows = await db.OpenAsync(ct);
        if (await rows.HookTests.SingleOrDefaultAsync(t => t.PostId == postId, ct) is not { } test)
            return Problem.NotFound("Content.PartGone");
        var now = clock.GetUtcNow();
        if (test.Stop(now).Problem is { } problem)
            return problem;
        if (await new PostEdits(rows, actor, now).SaveAsync(ct) is { } failed)
            return failed;
        Tell(false);
        return Result.Done;
    }

    /// <summary>The openings of a test that runs, in order; none where there is no such test.</summary>
    internal static Task<List<string>> RunningAsync(AppDb rows, Guid postId, CancellationToken ct) =>
        rows.HookVariants.Where(v => v.PostId == postId && rows.HookTests.Any(t => t.PostId == postId && t.StoppedAt == null)).OrderBy(v => v.Position).Select(v => v.Text).ToListAsync(ct);

    internal static async Task<HookTestRow?> ReadAsync(AppDb rows, Guid postId, CancellationToken ct)
    {
        var found = await rows.HookTests.AsNoTracking().Where(t => t.PostId == postId)
            .Select(t => new { Test = t, Openings = rows.HookVariants.Where(v => v.PostId == postId).OrderBy(v => v.Position).Select(v => v.Text).ToList() }).SingleOrDefaultAsync(ct);
        return found is null ? null : new(found.Openings, found.Test.StartedAt, found.Test.StoppedAt, found.Test.Chosen);
    }

    private static Problem? Fault(List<string> hooks) => hooks switch
    {
        { Count: < HookTest.Least } => Problem.Invalid("Openings", "Content.OpeningsTooFew", HookTest.Least),
        { Count: > HookTest.Most } => Problem.Invalid("Openings", "Content.OpeningsTooMany", HookTest.Most),
        _ => hooks.Exists(h => h.Length > HookVariant.Longest) ? Problem.Invalid("Openings", "Content.TooLong", HookVariant.Longest) : null,
    };

    private async Task PutAsync(AppDb rows, Guid postId, List<string> hooks, DateTimeOffset now, CancellationToken ct)
    {
        var test = await rows.HookTests.SingleOrDefaultAsync(t => t.PostId == postId, ct) ?? rows.HookTests.Add(new HookTest(actor.TenantId, postId)).Entity;
        test.Start(actor.PersonId, now);
        var known = await rows.HookVariants.Where(v => v.PostId == postId).ToListAsync(ct);
        for (short at = 0; at < hooks.Count; at++)
            if (known.Find(v => v.Position == at) is { } variant)
                variant.Write(hooks[at]);
            else
                rows.HookVariants.Add(new HookVariant(actor.TenantId, postId, at, hooks[at]));
        rows.HookVariants.RemoveRange(known.Where(v => v.Position >= hooks.Count));
    }

    private async Task<Result<int>> SaveAsync(PostEdits edits, Post post, bool wasDraft, CancellationToken ct)
    {
        await edits.KeepVersionAsync(post, wasDraft, ct);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        Tell(edits.Told);
        return post.Version;
    }

    private void Tell(bool told)
    {
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        changes.Notify(actor.TenantId, ChangeTopics.Publications);
        if (told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
    }
}
