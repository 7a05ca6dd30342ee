namespace ContentFactory.Tests.Platforms.X;

internal sealed class FakeUpload(string id, string category, string type, long total, DateTimeOffset ends)
{
    private readonly SortedDictionary<int, byte[]> segments = [];

    public string Id { get; } = id;
    public string Category { get; } = category;
    public string Type { get; } = type;
    public long Total { get; } = total;
    public DateTimeOffset Ends { get; set; } = ends;
    /// <summary>Null until it was finalized.</summary>
    public DateTimeOffset? ReadyAt { get; set; }
    public DateTimeOffset? NextCheck { get; set; }
    public bool Fails { get; set; }
    public string? AltText { get; set; }
    /// <summary>How many segments came that were here before.</summary>
    public int SentAgain { get; private set; }
    public int Segments => segments.Count;
    public byte[] Bytes => [.. segments.Values.SelectMany(b => b)];

    public bool IsWhole => Bytes.LongLength == Total && segments.Keys.SequenceEqual(Enumerable.Range(0, segments.Count));

    public void Take(int index, byte[] bytes)
    {
        SentAgain += segments.ContainsKey(index) ? 1 : 0;
        segments[index] = bytes;
    }

    public string StateAt(DateTimeOffset now) => now < ReadyAt ? "in_progress" : Fails ? "failed" : "succeeded";
}

internal sealed class FakePost(string id, string text, IReadOnlyList<string> media, string? replyTo, DateTimeOffset at)
{
    public string Id { get; } = id;
    public string Text { get; } = text;
    public IReadOnlyList<string> Media { get; } = media;
    public string? ReplyTo { get; } = replyTo;
    public DateTimeOffset At { get; } = at;
    public bool IsRemoved { get; set; }
    public Dictionary<string, long> Counts { get; } = new()
    {
        ["repost_count"] = 0, ["reply_count"] = 0, ["like_count"] = 0, ["quote_count"] = 0, ["bookmark_count"] = 0, ["impression_count"] = 0,
    };
}
