using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.YouTube;

/// <summary>The words and choices of a post as YouTube's video resource.</summary>
internal static partial class YouTubeMetadata
{
    public const string Privacy = "privacy";
    public const string MadeForKids = "made_for_kids";
    public const string Synthetic = "synthetic";
    public const string Category = "category";
    public const string PublishAt = "publish_at";

    /// <summary>"People and Blogs"; unconfirmed, see docs/platforms/youtube.md.</summary>
    public const string DefaultCategory = "22";

    /// <summary>Square or upright and at most this long makes a Short (unconfirmed, youtube.contract.md).</summary>
    public static readonly TimeSpan LongestShort = TimeSpan.FromMinutes(3);

    public static IReadOnlyList<PublishOption> Offered { get; } =
    [
        PublishOption.Choice(Privacy, "public", "unlisted", "private") with { Default = "public" },
        new(PublishAt, PublishOptionType.Time, []),
        PublishOption.Switch(MadeForKids),
        PublishOption.Switch(Synthetic),
    ];

    public static JsonObject Resource(OutgoingPost post)
    {
        var snippet = new JsonObject
        {
            ["title"] = TitleOf(post),
            ["description"] = DescriptionOf(post),
            ["tags"] = new JsonArray([.. TagsOf(post).Select(tag => (JsonNode)tag)]),
            ["categoryId"] = CategoryOf(post),
        };
        var status = new JsonObject { ["privacyStatus"] = PrivacyOf(post), ["selfDeclaredMadeForKids"] = IsOn(post, MadeForKids) };
        if (IsOn(post, Synthetic))
            status["containsSyntheticMedia"] = true;
        if (PublishTime(post) is { } at && PrivacyOf(post) is "private")
            status["publishAt"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return new() { ["snippet"] = snippet, ["status"] = status };
    }

    /// <summary>The post's own title as it is; else the first line of its text, cut at a word.</summary>
    public static string TitleOf(OutgoingPost post)
    {
        var own = OutgoingWords.Clean(post.Title ?? "").Replace('\n', ' ');
        if (own.Length > 0)
            return own;
        var line = OutgoingWords.Clean(post.Text).Split('\n')[0].Trim();
        return line.Length <= YouTubeRules.TitleLength ? line : Cut(line);
    }

    public static string DescriptionOf(OutgoingPost post) => OutgoingWords.Whole(post);

    /// <summary>The hashtags of the text without their signs, each once.</summary>
    public static IReadOnlyList<string> TagsOf(OutgoingPost post) =>
        [.. Hashtag().Matches(OutgoingWords.Clean(post.Text)).Select(m => m.Groups[1].Value).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>As YouTube counts: characters of all tags, two more for each with a space (it is put into quotes), and the commas between them (unconfirmed).</summary>
    public static int TagsLength(IReadOnlyList<string> tags) =>
        tags.Sum(tag => tag.Length + (tag.Contains(' ', StringComparison.Ordinal) ? 2 : 0)) + Math.Max(0, tags.Count - 1);

    public static string PrivacyOf(OutgoingPost post) => Option(post, Privacy) ?? "public";

    public static string CategoryOf(OutgoingPost post) => Option(post, Category) ?? DefaultCategory;

    /// <summary>Nothing that is known of the video speaks against it.</summary>
    public static bool FitsShort(OutgoingMedia video) => !(video.Width > video.Height) && !(video.Duration > LongestShort);

    private static DateTimeOffset? PublishTime(OutgoingPost post) =>
        DateTimeOffset.TryParse(Option(post, PublishAt), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private static bool IsOn(OutgoingPost post, string option) => Option(post, option) is "true";

    private static string? Option(OutgoingPost post, string name) => post.Options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string Cut(string line)
    {
        // where the word ends just at the limit, nothing of it is lost
        var space = line.LastIndexOf(' ', YouTubeRules.TitleLength);
        if (space > 0)
            return line[..space].TrimEnd();
        // nor may a title end in the midst of an emoji
        return StringInfo.ParseCombiningCharacters(line).Last(at => at <= YouTubeRules.TitleLength) is > 0 and var end ? line[..end] : PlainText.Cut(line, YouTubeRules.TitleLength);
    }

    [GeneratedRegex(@"(?<![\w#&/])#([\p{L}\p{M}\p{Nd}_]+)")]
    private static partial Regex Hashtag();
}
