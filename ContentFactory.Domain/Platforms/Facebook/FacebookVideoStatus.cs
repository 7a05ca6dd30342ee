using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

internal enum FacebookVideoState
{
    /// <summary>It has its bytes or not, and nothing says that it was asked to be published.</summary>
    Waiting,
    Working,
    /// <summary>Facebook took the call that publishes it, and is not done yet.</summary>
    Publishing,
    Published,
    Failed,
    Missing,
    Unread,
}

/// <summary>What Facebook says of a video (Meta, "Reels Publishing": video_status and its three phases).</summary>
/// <param name="Words">Of a failure.</param>
/// <param name="Arrived">How many bytes Facebook has; null where it does not say.</param>
/// <param name="IsSpoilt">Its upload failed or ran out: another one may do better.</param>
internal sealed record FacebookVideoStatus(FacebookVideoState State, GraphReply Reply, string? Words = null, string? Url = null, long? Arrived = null, bool IsSpoilt = false)
{
    /// <param name="finished">Facebook took the call that publishes it.</param>
    public static FacebookVideoStatus Of(GraphReply reply, GraphSeat seat, bool finished)
    {
        if (!reply.Done)
            return new(FacebookErrors.IsMissing(reply) ? FacebookVideoState.Missing : FacebookVideoState.Unread, reply);
        var status = reply.Json.Property("status") ?? default;
        // the contract spells it with one r, the table of the node with two
        var arrived = status.WholeOrText("uploading_phase", "bytes_transferred") ?? status.WholeOrText("uploading_phase", "bytes_transfered");
        if (status.Word("video_status") is "upload_complete" or "processing" or "ready" || status.Word("uploading_phase", "status") is "complete" or "completed")
            arrived = long.MaxValue;
        return new(StateOf(status, finished), reply, PlatformWords.Clean(WordsOf(status), seat.Account), FacebookApi.Address(reply.Json.Word("permalink_url")), arrived,
            status.Word("video_status") is "upload_failed" or "expired");
    }

    private static FacebookVideoState StateOf(JsonElement status, bool finished)
    {
        var (video, publishing) = (status.Word("video_status"), status.Word("publishing_phase", "status"));
        if (video is "error" or "upload_failed" or "expired" || IsError(status, "uploading_phase") || IsError(status, "processing_phase") || IsError(status, "publishing_phase"))
            return FacebookVideoState.Failed;
        if (publishing is "complete" or "completed")
            return IsDraft(status) ? FacebookVideoState.Waiting : FacebookVideoState.Published;
        if (publishing is "in_progress")
            return FacebookVideoState.Publishing;
        // of a plain video Facebook names no phases
        if (publishing is null && (video is "ready" || (video is null && finished)))
            return FacebookVideoState.Published;
        if (finished)
            return FacebookVideoState.Publishing;
        return video is "processing" ? FacebookVideoState.Working : FacebookVideoState.Waiting;
    }

    private static bool IsError(JsonElement status, string phase) => status.Word(phase, "status") is "error";

    private static bool IsDraft(JsonElement status) => string.Equals(status.Word("publishing_phase", "publish_status"), "draft", StringComparison.OrdinalIgnoreCase);

    private static string? WordsOf(JsonElement status)
    {
        var errors = new[] { "uploading_phase", "processing_phase", "publishing_phase" }
            .SelectMany(phase => status.Items(phase, "errors").Concat(status.At(phase, "error") is { } one ? [one] : []))
            .Select(e => e.Word("message")).Where(m => m is { Length: > 0 });
        return string.Join(' ', errors) is { Length: > 0 } words ? words : status.Word("video_status");
    }
}
