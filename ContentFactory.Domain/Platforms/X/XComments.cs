using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.X;

/// <summary>A comment of X is a post that answers another one. A lost one is looked for among the account's posts of the same conversation.</summary>
internal sealed class XComments(XPosts posts, XLook look, TimeProvider clock)
{
    public async Task<CommentOutcome> WriteAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct)
    {
        var reply = await posts.CreateAsync(account, OutgoingWords.Clean(words), [], post.Last, replies: null, ct);
        if (reply.IsSuccess)
            return reply.Json.Word("data", "id") is { Length: > 0 and <= 40 } id
                ? new(CommentKind.Sent, id, posts.AddressOf(account, id))
                : new(CommentKind.Unknown, Reason: Problem.Unavailable(XErrors.Key("Unavailable"), reply.Code));
        return CommentOutcome.Of(XErrors.Judge(reply, account, clock.GetUtcNow()).Outcome);
    }

    public Task<CommentLook> FindAsync(PlatformAccount account, LostComment lost, CancellationToken ct) => look.FindReplyAsync(account, lost, ct);
}
