namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>What the network knows of a token. <paramref name="Page"/> is null for a person's.</summary>
internal sealed record FacebookToken(string? Page, IReadOnlyList<string> Scopes);

internal sealed record FakePage(string Id, string Name, params string[] Tasks);

internal sealed record FakePhoto(string Id, string Page, string? Alt, DateTimeOffset At, byte[] Bytes)
{
    public FakePost? Post { get; set; }
}

/// <param name="Edge">videos, video_reels or video_stories.</param>
internal sealed record FakeVideo(string Id, string Page, string Edge, DateTimeOffset At)
{
    public MemoryStream Bytes { get; } = new();
    /// <summary>As the upload said; 0 before it.</summary>
    public long Size { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }
    public byte[]? Cover { get; set; }
    /// <summary>When Facebook is through with it; null before it was told to publish.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
    public string? Failure { get; set; }
    public FakePost? Post { get; set; }

    public bool IsWhole => Size > 0 && Bytes.Length >= Size;

    public bool IsOut(DateTimeOffset now) => Failure is null && ReadyAt <= now;
}

/// <param name="kind">text, link, photo, photos, video, reel, photo story or video story.</param>
internal sealed class FakePost(string id, string page, string kind, string? text, DateTimeOffset at)
{
    public string Id => id;
    public string Page => page;
    public string Kind => kind;
    public string? Text => text;
    public DateTimeOffset At => at;
    public string? Link { get; init; }
    public IReadOnlyList<FakePhoto> Photos { get; init; } = [];
    public FakeVideo? Video { get; init; }
    public bool IsPublished { get; set; } = true;
    public bool IsRemoved { get; set; }
    public long Reactions { get; set; }
    public long Comments { get; set; }
    public long Shares { get; set; }
    public Dictionary<string, double> Insights { get; } = [];

    public bool IsStory => Kind.EndsWith("story", StringComparison.Ordinal);
    public string Permalink => Video is null ? $"https://www.facebook.com/{Id}" : $"/{(Kind == "reel" ? "reel" : "watch")}/{Video.Id}/";

    /// <summary>The post goes by its own id, a video's by the video's.</summary>
    public bool IsCalled(string? name) => name is not null && (name == Id || name == Video?.Id);
}
