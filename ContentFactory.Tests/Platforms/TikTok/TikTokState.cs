using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>One publish_id: an upload that goes on, or what became of it.</summary>
internal sealed class FakePublish(string id, JsonObject body, DateTimeOffset at)
{
    private readonly MemoryStream bytes = new();

    public string Id { get; } = id;
    public JsonObject Body { get; } = body;
    public DateTimeOffset At { get; } = at;
    public bool IsDraft { get; init; }
    public bool IsPhotos { get; init; }
    public long Size => (long?)Body["source_info"]?["video_size"] ?? 0;
    public long ChunkSize => (long?)Body["source_info"]?["chunk_size"] ?? 0;
    public long Chunks => (long?)Body["source_info"]?["total_chunk_count"] ?? 0;
    public long Received => bytes.Length;
    public byte[] Bytes => bytes.ToArray();
    public string? ContentType { get; private set; }
    /// <summary>When TikTok had everything: from then on it becomes a post, or fails.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
    public string? Failure { get; set; }

    public string? Words(string name) => (string?)Body["post_info"]?[name];

    public bool Flag(string name) => (bool?)Body["post_info"]?[name] ?? false;

    public void Take(byte[] chunk, string? type)
    {
        bytes.Write(chunk);
        ContentType = type;
    }

    public string StatusAt(DateTimeOffset now, TimeSpan processing)
    {
        if (Failure is not null && now >= AcceptedAt + processing)
            return "FAILED";
        if (AcceptedAt is null || now < AcceptedAt + processing)
            return IsPhotos ? "PROCESSING_DOWNLOAD" : "PROCESSING_UPLOAD";
        return IsDraft ? "SEND_TO_USER_INBOX" : "PUBLISH_COMPLETE";
    }
}
