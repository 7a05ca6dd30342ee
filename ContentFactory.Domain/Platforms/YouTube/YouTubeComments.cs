using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>Comments of a channel under its videos: commentThreads.insert (50 units) and commentThreads.list (1 unit). Both need the scope youtube.force-ssl.</summary>
internal sealed class YouTubeComments(YouTubeApi api, YouTubeVideos videos, TimeProvider clock)
{
    /// <summary>Characters; the figure in use: the API's document names none.</summary>
    public const int Length = 10_000;

    private const string Path = "/youtube/v3/commentThreads";

    public async Task<CommentOutcome> WriteAsync(PlatformAccount account, PublishedPost post, string words, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["snippet"] = new JsonObject
            {
                ["channelId"] = account.AccountId, ["videoId"] = post.ExternalId,
                ["topLevelComment"] = new JsonObject { ["snippet"] = new JsonObject { ["textOriginal"] = OutgoingWords.Clean(words) } },
            },
        };
        var address = PlatformHttp.Address(api.Host(account.ApiBase, YouTubeApi.DataHost) + Path, [("part", "snippet")]);
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };
        var reply = await api.SendAsync(account, request, QuotaCost.Change, ct);
        if (reply.IsSuccess)
            return IdOf(reply.Json) is { } id
                ? new(CommentKind.Sent, id, AddressOf(account, post, id))
                : new(CommentKind.Unknown, Reason: Problem.Unavailable(YouTubeErrors.Key("Unavailable"), reply.Code));
        var refusal = YouTubeErrors.Judge(reply, account, clock.GetUtcNow());
        return CommentOutcome.Of(IsForbidden(reply, refusal) ? refusal.Outcome with { Reason = YouTubeErrors.Fault(null, "CommentForbidden", refusal.Words ?? refusal.Code) } : refusal.Outcome);
    }

    public async Task<CommentLook> FindAsync(PlatformAccount account, LostComment lost, CancellationToken ct)
    {
        var reply = await api.GetAsync(account, YouTubeApi.DataHost, Path,
            [("part", "snippet"), ("videoId", lost.Post.ExternalId), ("order", "time"), ("textFormat", "plainText"), ("maxResults", "100")], QuotaCost.Read, ct);
        if (!reply.IsSuccess || reply.Json.ValueKind is not JsonValueKind.Object)
        {
            var refusal = YouTubeErrors.JudgeHarmless(reply, account, clock.GetUtcNow());
            return new(refusal.Kind is PublishKind.RateLimited ? CommentLookKind.RateLimited : CommentLookKind.Failed, Reason: refusal.Reason, RetryAfter: refusal.RetryAfter);
        }
        var found = reply.Json.Items("items").Where(thread => IsOwn(thread, account, lost)).Select(IdOf).FirstOrDefault(id => id is not null);
        return found is null ? new(CommentLookKind.NotSeen) : new(CommentLookKind.Found, found, AddressOf(account, lost.Post, found));
    }

    // what YouTube shows may have links replaced by titles: only the author sees the words as they were written
    private static bool IsOwn(JsonElement thread, PlatformAccount account, LostComment lost)
    {
        if (thread.At("snippet", "topLevelComment", "snippet") is not { } comment || (comment.Word("authorChannelId", "value") ?? account.AccountId) != account.AccountId)
            return false;
        var isOlder = DateTimeOffset.TryParse(comment.Word("publishedAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && at < lost.From - LatestPosts.Slack;
        return !isOlder && CommentWords.AreSame(comment.Word("textOriginal") ?? comment.Word("textDisplay"), lost.Words);
    }

    private static string? IdOf(JsonElement thread) => (thread.Word("snippet", "topLevelComment", "id") ?? thread.Word("id")) is { Length: > 0 } id ? id : null;

    private static bool IsForbidden(PlatformReply reply, YouTubeRefusal refusal) => reply.Status == 403 && refusal.Kind is PublishKind.AccountRefused;

    private string AddressOf(PlatformAccount account, PublishedPost post, string id) => $"{videos.AddressOf(account, post.ExternalId)}&lc={Uri.EscapeDataString(id)}";
}
