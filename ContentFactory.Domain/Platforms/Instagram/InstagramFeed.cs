using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>What was read of the account's latest media.</summary>
/// <param name="Match">The only one that can be the post; null where none or several can.</param>
internal sealed record FeedReading(GraphReply Reply, IReadOnlyList<SeenPost> Seen, SeenPost? Match);

/// <summary>Finds a published post among the account's latest: a container says that it went out, never as what.</summary>
internal sealed class InstagramFeed(Graph graph)
{
    private const string Latest = "25";
    private const int MostSeen = 10;
    private const int StartLength = 200;

    // how far the clocks of Instagram and database may be apart
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);

    public async Task<FeedReading> ReadAsync(GraphSeat seat, OutgoingPost post, DateTimeOffset from, CancellationToken ct)
    {
        var edge = InstagramRules.FormOf(post) is InstagramForm.Story ? "stories" : "media";
        var reply = await graph.GetAsync(seat, InstagramLogin.Path(seat.Account.AccountId, edge), ct, [("fields", "id,caption,timestamp,permalink,media_type"), ("limit", Latest)]);
        var since = reply.Json.Items("data").Select(Shown).OfType<ShownMedia>().Where(m => m.At is null || m.At >= from - Slack).OrderByDescending(m => m.At).ToList();
        var same = since.Where(m => m.At is not null && IsLike(m, post)).ToList();
        return new(reply, [.. since.Take(MostSeen).Select(Seen)], reply.Done && same is [var found] ? Seen(found) : null);
    }

    /// <summary>The words must be those of the post; where it has none, its kind must do, which is enough only while it stands alone.</summary>
    private static bool IsLike(ShownMedia media, OutgoingPost post)
    {
        var form = InstagramRules.FormOf(post);
        if (media.Type is "IMAGE" or "VIDEO" or "CAROUSEL_ALBUM" && media.Type != TypeOf(post, form))
            return false;
        return form is InstagramForm.Story || OutgoingWords.Bare(media.Caption) == OutgoingWords.Bare(InstagramText.Caption(post));
    }

    private static string TypeOf(OutgoingPost post, InstagramForm form) => form switch
    {
        InstagramForm.Carousel => "CAROUSEL_ALBUM",
        InstagramForm.Reel => "VIDEO",
        InstagramForm.Image => "IMAGE",
        InstagramForm.Story => post.Media is [{ Kind: MediaKind.Video }, ..] ? "VIDEO" : "IMAGE",
    };

    private static ShownMedia? Shown(JsonElement media) => media.Word("id") is { Length: > 0 } id
        ? new(id, media.Word("permalink"), TimeOf(media.Word("timestamp")), media.Word("caption") ?? "", media.Word("media_type"))
        : null;

    private static SeenPost Seen(ShownMedia media) =>
        new(media.Id, media.Url, media.At, PlainText.Cut(media.Caption, StartLength));

    internal static DateTimeOffset? TimeOf(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;

    private sealed record ShownMedia(string Id, string? Url, DateTimeOffset? At, string Caption, string? Type);
}
