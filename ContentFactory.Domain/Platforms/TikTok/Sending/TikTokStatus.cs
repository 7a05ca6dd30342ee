using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

internal enum TikTokProgress { Uploading, Downloading, InInbox, Complete, Failed, Unread }

/// <summary>What TikTok says of one post ("Get Post Status").</summary>
/// <param name="PostIds">Of a public post that passed moderation; empty otherwise.</param>
/// <param name="Uploaded">Bytes; null where TikTok did not say.</param>
/// <param name="Reason">Of a failure.</param>
internal sealed record TikTokStatus(TikTokProgress Progress, IReadOnlyList<string> PostIds, long? Uploaded, string Reason, TikTokReply Reply)
{
    public const string Source = "publish_status";

    public static TikTokStatus Read(TikTokReply reply) => new(
        reply.Done ? ProgressOf(reply.Data.Word("status")) : TikTokProgress.Unread,
        // the network's own spelling
        [.. reply.Data.Items("publicaly_available_post_id").Select(id => TikTokHandle.Trusted(id.Word())).OfType<string>()],
        reply.Data.Whole("uploaded_bytes"), PlatformWords.Clean(reply.Data.Word("fail_reason")) is { Length: > 0 } reason ? reason : "failed", reply);

    private static TikTokProgress ProgressOf(string? status) => status switch
    {
        "PROCESSING_UPLOAD" => TikTokProgress.Uploading,
        "PROCESSING_DOWNLOAD" => TikTokProgress.Downloading,
        "SEND_TO_USER_INBOX" => TikTokProgress.InInbox,
        "PUBLISH_COMPLETE" => TikTokProgress.Complete,
        "FAILED" => TikTokProgress.Failed,
        _ => TikTokProgress.Unread,
    };
}

/// <summary>Asks for it. Changes nothing at TikTok.</summary>
internal sealed class TikTokStatuses(TikTokApi api)
{
    public async Task<TikTokStatus> AskAsync(PlatformAccount account, string publishId, CancellationToken ct) =>
        TikTokStatus.Read(await api.PostAsync(account, "/v2/post/publish/status/fetch/", new JsonObject { ["publish_id"] = publishId }, ct));
}
