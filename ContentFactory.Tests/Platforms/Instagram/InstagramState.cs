using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

internal enum InstagramLogin { Instagram, Facebook }

/// <summary>What the network knows of a token. <paramref name="User"/> is whose it is.</summary>
internal sealed record GraphToken(InstagramLogin Login, string User, IReadOnlyList<string> Scopes);

/// <summary>A file on the web where Instagram can fetch it.</summary>
internal sealed record WebFile(string ContentType, long Size, int? Width, int? Height);

internal sealed class FakeContainer(string id, ContractCall call, DateTimeOffset madeAt)
{
    public string Id { get; } = id;
    public ContractCall Call { get; } = call;
    public DateTimeOffset MadeAt { get; } = madeAt;
    /// <summary>When its media are ready; null while the bytes are missing.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
    /// <summary>The answer's <c>status</c> where the media failed.</summary>
    public string? Failure { get; set; }
    public bool IsPublished { get; set; }
    public MemoryStream Bytes { get; } = new();
    /// <summary>As the upload said; 0 before it.</summary>
    public long Size { get; set; }

    public string Type => Call.Text("media_type") ?? "IMAGE";
    public string? Caption => Call.Text("caption");
    public bool IsResumable => Call.Text("upload_type") == "resumable";
    public bool IsItem => Call.Text("is_carousel_item") == "true";
    public bool IsVideo => IsResumable || Call.Text("video_url") is not null;
    public IReadOnlyList<string> Children => [.. (Call.Text("children") ?? "").Trim('[', ']').Replace("\"", "", StringComparison.Ordinal).Split(',', StringSplitOptions.RemoveEmptyEntries)];

    public string StatusAt(DateTimeOffset now, IEnumerable<FakeContainer> children) =>
        IsPublished ? "PUBLISHED"
        : now - MadeAt > TimeSpan.FromHours(24) ? "EXPIRED"
        : Failure is not null || children.Any(c => c.Failure is not null) ? "ERROR"
        : ReadyAt <= now && children.All(c => c.ReadyAt <= now) ? "FINISHED" : "IN_PROGRESS";
}

internal sealed record FakeMedia(string Id, string Type, string Product, string? Caption, DateTimeOffset At, FakeContainer From)
{
    public string Permalink => $"https://www.instagram.com/{(Product == "REELS" ? "reel" : Product == "STORY" ? "stories/contract.test" : "p")}/{Id}/";
    public bool IsRemoved { get; set; }
    public Dictionary<string, double> Insights { get; } = [];
}
