using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>What YouTube remembers of a video beside its words.</summary>
/// <param name="Size">Bytes, as the upload announced them; <paramref name="Got"/> so far.</param>
/// <param name="At">When the last byte came; null until then.</param>
internal sealed record YouTubeVideo(string Privacy, DateTimeOffset? PublishAt, IReadOnlyList<string> Tags, string Category, bool ForKids, bool Synthetic, long Size, long Got, DateTimeOffset? At, VideoHeader Header)
{
    /// <summary>The type of the picture that was set as its cover; null while YouTube shows a frame.</summary>
    public string? Cover { get; init; }

    private const int TitleLength = 100;
    private const int DescriptionBytes = 5_000;
    private const int TagsLength = 500;
    private const double LongestShort = 180;

    /// <summary>A large video is worked on for some seconds, as a living network does.</summary>
    private const double BytesPerSecond = 10_000_000;
    private const double LongestWork = 30;

    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Null where the entry is no video.</summary>
    public static YouTubeVideo? Of(SandboxEntry entry) => JsonSerializer.Deserialize<YouTubeVideo>(entry.Data) is { Size: > 0 } video ? video : null;

    public static YouTubeVideo Announced(JsonNode? resource, long size) => new(
        resource.Word("status", "privacyStatus") ?? "public", PublishTime(resource), resource.Words("snippet", "tags"), resource.Word("snippet", "categoryId") ?? "22",
        resource.Flag("status", "selfDeclaredMadeForKids"), resource.Flag("status", "containsSyntheticMedia"), size, 0, null, new());

    /// <summary>What YouTube would refuse of a video resource ("Videos: insert"); null where it fits.</summary>
    public static SandboxReply? Refusal(JsonNode? resource, DateTimeOffset now)
    {
        var (title, description) = (resource.Word("snippet", "title") ?? "", resource.Word("snippet", "description") ?? "");
        if (title.Trim().Length is 0 or > TitleLength || HasAngle(title))
            return YouTubeFault.Reply(400, "invalidTitle", "The request metadata specifies an invalid or empty video title.");
        if (Encoding.UTF8.GetByteCount(description) > DescriptionBytes || HasAngle(description))
            return YouTubeFault.Reply(400, "invalidDescription", "The request metadata specifies an invalid video description.");
        var tags = resource.Words("snippet", "tags");
        if (tags.Sum(tag => tag.Length + (tag.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1) > TagsLength)
            return YouTubeFault.Reply(400, "invalidTags", "The request metadata specifies invalid video keywords.");
        if (!(resource.Word("snippet", "categoryId") ?? "22").All(char.IsAsciiDigit))
            return YouTubeFault.Reply(400, "invalidCategoryId", "The snippet.categoryId property specifies an invalid category ID.");
        var privacy = resource.Word("status", "privacyStatus") ?? "public";
        if (privacy is not ("public" or "unlisted" or "private"))
            return YouTubeFault.Reply(400, "invalidVideoMetadata", "The request metadata is invalid.");
        var isDated = resource.Word("status", "publishAt") is not null;
        return isDated && (privacy is not "private" || PublishTime(resource) is not { } at || at <= now)
            ? YouTubeFault.Reply(400, "invalidPublishAt", "The request metadata specifies an invalid scheduled publishing time.")
            : null;
    }

    /// <summary>"short" for what is upright or square and lasts three minutes at most, as far as the file told; else the words say it.</summary>
    public string MethodFor(string title, string description)
    {
        if (Header is { Width: { } width, Height: { } height, Seconds: { } seconds })
            return width <= height && seconds <= LongestShort ? "short" : "video";
        return $"{title} {description}".Contains("#shorts", StringComparison.OrdinalIgnoreCase) ? "short" : "video";
    }

    public string PrivacyAt(DateTimeOffset now) => PublishAt <= now ? "public" : Privacy;

    /// <summary>Nobody but its owner can see a private video.</summary>
    public long ViewsOf(SandboxVisit visit, SandboxEntry entry) => PrivacyAt(visit.Now) is "private" ? 0 : visit.Views(entry);

    /// <summary>The video resource with the parts that were asked for.</summary>
    public JsonObject Resource(SandboxVisit visit, SandboxEntry entry, string parts)
    {
        var video = new JsonObject { ["kind"] = "youtube#video", ["id"] = NetworkIds.LettersOf(visit.Account, entry.Number) };
        foreach (var part in parts.Split(','))
            if (Part(visit, entry, part) is { } known)
                video[part] = known;
        return video;
    }

    private JsonObject? Part(SandboxVisit visit, SandboxEntry entry, string name) => name switch
    {
        "snippet" => new()
        {
            ["publishedAt"] = Time(At ?? entry.SentAt), ["channelId"] = visit.AccountId, ["channelTitle"] = visit.Account.Title, ["title"] = entry.Title, ["description"] = entry.Text,
            ["tags"] = new JsonArray([.. Tags.Select(tag => (JsonNode)tag)]), ["categoryId"] = Category, ["liveBroadcastContent"] = "none",
        },
        "status" => Status(visit.Now),
        "processingDetails" => new() { ["processingStatus"] = IsReady(visit.Now) ? "succeeded" : "processing" },
        "statistics" => Statistics(ViewsOf(visit, entry)),
        _ => null,
    };

    private JsonObject Status(DateTimeOffset now)
    {
        var status = new JsonObject
        {
            ["uploadStatus"] = IsReady(now) ? "processed" : "uploaded", ["privacyStatus"] = PrivacyAt(now), ["license"] = "youtube", ["embeddable"] = true, ["publicStatsViewable"] = true,
            ["madeForKids"] = ForKids, ["selfDeclaredMadeForKids"] = ForKids, ["containsSyntheticMedia"] = Synthetic,
        };
        if (PublishAt > now)
            status["publishAt"] = Time(PublishAt.Value);
        return status;
    }

    private static JsonObject Statistics(long views) => new()
    {
        ["viewCount"] = Text(views), ["likeCount"] = Text(views / 25), ["favoriteCount"] = "0", ["commentCount"] = Text(views / 200),
    };

    private bool IsReady(DateTimeOffset now) => now - At >= TimeSpan.FromSeconds(Math.Min(LongestWork, Math.Floor(Size / BytesPerSecond)));

    private static DateTimeOffset? PublishTime(JsonNode? resource) =>
        DateTimeOffset.TryParse(resource.Word("status", "publishAt"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static bool HasAngle(string text) => text.AsSpan().ContainsAny('<', '>');

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
