using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

/// <summary>Comments of Meta's networks: one call writes, and the list of a post's comments says later whether a lost one is there.</summary>
internal static class MetaComments
{
    /// <param name="judge">What a refusal of the network means for a step that publishes.</param>
    /// <param name="isMissing">Whether a refusal says that the post is not there.</param>
    /// <param name="urlOf">Reads where the comment can be seen; null where the network has no address for it.</param>
    public static async Task<CommentOutcome> WriteAsync(Task<GraphReply> call, Func<GraphReply, PublishOutcome> judge, Func<GraphReply, bool> isMissing, Func<string, Task<string?>>? urlOf = null)
    {
        var reply = await call;
        if (reply.Done && reply.Json.Word("id") is { Length: > 0 } id)
            return new(CommentKind.Sent, id, urlOf is null ? null : await UrlAsync(urlOf, id));
        if (reply.State is GraphState.Done or GraphState.Unclear)
            return new(CommentKind.Unknown, Reason: MetaErrors.Text(ProblemKind.Unavailable, null, "Unavailable", reply.Words));
        if (isMissing(reply))
            return new(CommentKind.Refused, Reason: MetaErrors.Text(ProblemKind.Invalid, null, "CommentPostMissing", reply.Words));
        var outcome = CommentOutcome.Of(judge(reply));
        return outcome.Kind is CommentKind.Refused && GraphFaults.Of(reply.Error!) is GraphFault.Other
            ? outcome with { Reason = MetaErrors.Text(ProblemKind.Invalid, null, "CommentRefused", reply.Words) }
            : outcome;
    }

    /// <param name="listed">The comment if it can be the account's own one to this post: id, address, time and words.</param>
    public static CommentLook Find(GraphReply reply, LostComment lost, Func<JsonElement, ListedPost?> listed)
    {
        if (!reply.Done)
            return MetaErrors.IsLimit(reply)
                ? new(CommentLookKind.RateLimited, Reason: MetaErrors.Problem(reply), RetryAfter: GraphFaults.Wait(reply))
                : new(CommentLookKind.Failed, Reason: MetaErrors.Problem(reply));
        var found = reply.Json.Items("data").Select(listed).OfType<ListedPost>()
            .FirstOrDefault(c => (c.At is null || c.At >= lost.From - LatestPosts.Slack) && CommentWords.AreSame(c.Words, lost.Words));
        return found is null ? new(CommentLookKind.NotSeen) : new(CommentLookKind.Found, found.Id, found.Url);
    }

    /// <summary>The comment is out: whatever becomes of this reading, it stays so.</summary>
    private static async Task<string?> UrlAsync(Func<string, Task<string?>> urlOf, string id)
    {
        try
        {
            return await urlOf(id);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }
}
