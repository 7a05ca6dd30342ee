using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed class FakeSession(string id, JsonObject metadata, string contentType, long size)
{
    private readonly MemoryStream bytes = new();

    public string Id { get; } = id;
    public JsonObject Metadata { get; } = metadata;
    public string ContentType { get; } = contentType;
    public long Size { get; } = size;
    public long Received => bytes.Length;
    /// <summary>How many bytes came that had been taken before.</summary>
    public long SentAgain { get; private set; }
    public FakeVideo? Video { get; set; }
    /// <summary>Google has forgotten it.</summary>
    public bool IsGone { get; set; }
    public byte[] Bytes => bytes.ToArray();

    public void Take(long start, ReadOnlySpan<byte> part)
    {
        var known = (int)Math.Min(part.Length, Received - start);
        SentAgain += Math.Max(known, 0);
        bytes.Write(part[Math.Max(known, 0)..]);
    }
}

internal sealed class FakeVideo(string id, FakeSession from, DateTimeOffset at, DateTimeOffset readyAt)
{
    public string Id { get; } = id;
    public FakeSession From { get; } = from;
    public DateTimeOffset At { get; } = at;
    public DateTimeOffset ReadyAt { get; } = readyAt;
    /// <summary>"failed" or "rejected" instead of processed, and why.</summary>
    public (string Status, string Reason)? Failure { get; set; }
    public bool IsRemoved { get; set; }
    public (string Type, int Size)? Thumbnail { get; set; }
    public Dictionary<string, long> Counts { get; } = new() { ["viewCount"] = 0, ["likeCount"] = 0, ["commentCount"] = 0, ["favoriteCount"] = 0 };

    public string? Title => (string?)From.Metadata["snippet"]?["title"];
    public string? Description => (string?)From.Metadata["snippet"]?["description"];
    public string? Privacy => (string?)From.Metadata["status"]?["privacyStatus"];

    public JsonObject StatusAt(DateTimeOffset now)
    {
        var done = now >= ReadyAt;
        var status = new JsonObject { ["uploadStatus"] = !done ? "uploaded" : Failure?.Status ?? "processed" };
        foreach (var (name, value) in From.Metadata["status"]?.AsObject() ?? [])
            status[name] = value?.DeepClone();
        if (done && Failure is { } failure)
            status[failure.Status == "failed" ? "failureReason" : "rejectionReason"] = failure.Reason;
        return status;
    }

    public JsonObject ProcessingAt(DateTimeOffset now)
    {
        var state = now < ReadyAt ? "processing" : Failure is { Status: "failed" } ? "failed" : Failure is null ? "succeeded" : "terminated";
        var processing = new JsonObject { ["processingStatus"] = state };
        if (state == "failed")
            processing["processingFailureReason"] = "transcodeFailed";
        return processing;
    }
}
