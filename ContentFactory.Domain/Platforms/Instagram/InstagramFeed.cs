using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;
using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Instagram;

/// <summary>Finds a published post among the account's latest: a container says that it went out, never as what.</summary>
internal sealed class InstagramFeed(Graph graph)
{
    private const string Latest = "25";

    public async Task<FeedReading> ReadAsync(GraphSeat seat, OutgoingPost post, DateTimeOffset from, CancellationToken ct)
    {
        var edge = InstagramRules.FormOf(post) is InstagramForm.Story ? "stories" : "media";
        var reply = await graph.GetAsync(seat, Graph.Path(seat.Account.AccountId, edge), ct, [("fields", "id,caption,timestamp,permalink,media_type"), ("limit", Latest)]);
        return MetaFeed.Search(reply, reply.Json.Items("data").Select(Shown), from, media => IsLike(media, post));
    }

    /// <summary>The words must be those of the post; where it has none, its kind must do, which is enough only while it stands alone.</summary>
    private static bool IsLike(ListedPost media, OutgoingPost post)
    {
        var form = InstagramRules.FormOf(post);
        if (media.Type is "IMAGE" or "VIDEO" or "CAROUSEL_ALBUM" && media.Type != TypeOf(post, form))
            return false;
        return form is InstagramForm.Story || OutgoingWords.Bare(media.Words) == OutgoingWords.Bare(InstagramText.Caption(post));
    }

    private static string TypeOf(OutgoingPost post, InstagramForm form) => form switch
    {
        InstagramForm.Carousel => "CAROUSEL_ALBUM",
        InstagramForm.Reel => "VIDEO",
        InstagramForm.Image => "IMAGE",
        InstagramForm.Story => post.Media is [{ Kind: MediaKind.Video }, ..] ? "VIDEO" : "IMAGE",
    };

    private static ListedPost? Shown(JsonElement media) => media.Word("id") is { Length: > 0 } id
        ? new(id, media.Word("permalink"), MetaFeed.TimeOf(media.Word("timestamp")), media.Word("caption") ?? "", media.Word("media_type"))
        : null;
}
