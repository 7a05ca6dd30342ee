using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.TikTok;

/// <summary>Photos, which TikTok fetches: one call posts them all. Their addresses are believed and not kept, because each opens its file.</summary>
internal static class TikTokPhotoPosts
{
    public const string Path = "v2/post/publish/content/init";

    private const int TitleLength = 90;
    private const int DescriptionLength = 4_000;
    private const int MostPhotos = 35;

    public static async Task<SandboxReply> PublishAsync(SandboxVisit visit, CancellationToken ct)
    {
        var (json, info) = (visit.Request.Json, visit.Request.Json.At("post_info"));
        var isDraft = json.Word("post_mode") is "MEDIA_UPLOAD";
        if ((TikTokPerson.RightRefusal(visit) ?? Refusal(json, info, isDraft)) is { } refusal)
            return refusal;
        var post = new TikTokPost(isDraft ? null : info.Word("privacy_level"), true, 1, 1, visit.Now);
        var count = json.Words("source_info", "photo_images").Count;
        var album = count == 1 ? null : Ids.New(visit.Now).ToString("N");
        var number = await visit.Posts.RecordAsync(visit.Account.Id, [.. Enumerable.Range(0, count).Select(i => Draft(info, post, album, i))], ct);
        return TikTokAnswer.Ok(new() { ["publish_id"] = post.PublishId(visit.Account, number) });
    }

    /// <summary>The first one holds the words and stands for the post.</summary>
    private static SandboxDraft Draft(JsonNode? info, TikTokPost post, string? album, int index)
    {
        var method = post.IsDraft ? "inbox draft" : album is null ? "image" : "carousel";
        var name = string.Create(CultureInfo.InvariantCulture, $"photo {index + 1}");
        return index > 0 ? new(method, "", album, name) : new(method, info.Word("description") ?? "", album, name) { Title = info.Word("title"), Data = post.ToData() };
    }

    private static SandboxReply? Refusal(JsonNode? json, JsonNode? info, bool isDraft)
    {
        if (json.Word("media_type") is not "PHOTO" || json.Word("post_mode") is not ("DIRECT_POST" or "MEDIA_UPLOAD"))
            return TikTokAnswer.Invalid("The media_type or the post_mode is invalid.");
        if (json.Word("source_info", "source") is not "PULL_FROM_URL")
            return TikTokAnswer.Invalid("Photos are taken by PULL_FROM_URL only.");
        var photos = json.Words("source_info", "photo_images");
        if (photos.Count is 0 or > MostPhotos || photos.Any(photo => !Uri.TryCreate(photo, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            return TikTokAnswer.Invalid($"The photo_images must be 1 to {MostPhotos} addresses.");
        if ((info.Word("title") ?? "").Length > TitleLength)
            return TikTokAnswer.Invalid($"The title is longer than {TitleLength} UTF-16 units.");
        if ((info.Word("description") ?? "").Length > DescriptionLength)
            return TikTokAnswer.Invalid($"The description is longer than {DescriptionLength} UTF-16 units.");
        return isDraft ? null : TikTokPerson.Refusal(info);
    }
}
