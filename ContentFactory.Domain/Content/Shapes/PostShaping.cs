using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Content.Shapes;

/// <summary>What the files of a post are made from, as it is typed.</summary>
public sealed record PostIdeas(string? VideoIdea, string? MiniScript, string? ImagePrompt, string? VideoPrompt, string? CallToAction)
{
    public const int Longest = 20_000;

    public static PostIdeas Of(PostContent content) => new(content.VideoIdea, content.MiniScript, content.ImagePrompt, content.VideoPrompt, content.CallToAction);

    internal PostContent Over(PostContent content) =>
        content with { VideoIdea = VideoIdea, MiniScript = MiniScript, ImagePrompt = ImagePrompt, VideoPrompt = VideoPrompt, CallToAction = CallToAction };

    internal Problem? Fault() =>
        new[] { (nameof(VideoIdea), VideoIdea), (nameof(MiniScript), MiniScript), (nameof(ImagePrompt), ImagePrompt), (nameof(VideoPrompt), VideoPrompt) }
            .Where(f => f.Item2?.Length > Longest).Select(f => Problem.Invalid(f.Item1, "Content.TooLong", Longest)).FirstOrDefault();
}

/// <summary>What a post becomes, and what its films and pictures are made from. Each change names the version that the person saw.</summary>
public sealed class PostShaping(Db db, Actor actor, Changes changes, TimeProvider clock)
{
    public async Task<Result<int>> BecomeAsync(Guid postId, int expectedVersion, PostType type, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        if (!Enum.IsDefined(type))
            return Problem.Invalid(nameof(Post.Type), "Content.TypeUnknown");
        return await ChangeAsync(postId, expectedVersion, (post, now) => post.Become(type, now), ct);
    }

    public async Task<Result<int>> PlanAsync(Guid postId, int expectedVersion, PostIdeas typed, CancellationToken ct = default)
    {
        actor.Demand(Permission.EditPosts);
        if (typed.Fault() is { } fault)
            return fault;
        var problem = (Problem?)null;
        var changed = await ChangeAsync(postId, expectedVersion, (post, now) =>
        {
            var read = PostCheck.Read(typed.Over(PostEdits.ContentOf(post)));
            problem = read.Problem;
            if (read.Ok && !PostCheck.Same(PostEdits.ContentOf(post), read.Value))
                post.Write(read.Value, now);
        }, ct);
        return problem ?? changed;
    }

    private async Task<Result<int>> ChangeAsync(Guid postId, int expectedVersion, Action<Post, DateTimeOffset> change, CancellationToken ct)
    {
        await using var rows = await db.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var edits = new PostEdits(rows, actor, now);
        var found = await edits.FindAsync(postId, expectedVersion, ct);
        if (!found.Ok)
            return found.Problem;
        var (post, wasDraft) = (found.Value, found.Value.Status is PostStatus.Draft);
        change(post, now);
        if (post.Version == expectedVersion)
            return expectedVersion;
        await edits.KeepVersionAsync(post, wasDraft, ct);
        if (await edits.SaveAsync(ct) is { } problem)
            return problem;
        changes.Notify(actor.TenantId, ChangeTopics.Posts);
        if (edits.Told)
            changes.Notify(actor.TenantId, ChangeTopics.Notifications);
        return post.Version;
    }
}
