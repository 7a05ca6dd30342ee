using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Platforms.TikTok;

/// <summary>The words and choices of a post as TikTok's JSON ("Direct Post", "Upload", "Photo Post").</summary>
internal static class TikTokPostInfo
{
    /// <summary>A video's only words, which TikTok calls its title.</summary>
    public static string TextOf(OutgoingPost post) => OutgoingWords.Whole(post);

    /// <summary>Of photos; empty where the post has none.</summary>
    public static string TitleOf(OutgoingPost post) => OutgoingWords.Clean(post.Title ?? "").Replace('\n', ' ');

    /// <param name="creator">Null for a draft, which takes the file alone.</param>
    public static JsonObject Video(OutgoingPost post, TikTokCreator? creator)
    {
        var file = post.Media[0];
        var source = new JsonObject
        {
            ["source"] = "FILE_UPLOAD", ["video_size"] = file.Size, ["chunk_size"] = TikTokChunks.SizeFor(file.Size), ["total_chunk_count"] = TikTokChunks.CountFor(file.Size),
        };
        if (creator is null)
            return new() { ["source_info"] = source };
        var info = Direct(post, creator);
        info["title"] = TextOf(post);
        info["disable_duet"] = creator.DuetDisabled || !TikTokChoices.IsOn(post, TikTokChoices.AllowDuet);
        info["disable_stitch"] = creator.StitchDisabled || !TikTokChoices.IsOn(post, TikTokChoices.AllowStitch);
        info["is_aigc"] = TikTokChoices.IsOn(post, TikTokChoices.AiGenerated);
        return new() { ["post_info"] = info, ["source_info"] = source };
    }

    /// <param name="creator">Null for a draft.</param>
    public static JsonObject Photos(OutgoingPost post, TikTokCreator? creator)
    {
        var info = creator is null ? [] : Direct(post, creator);
        if (TitleOf(post) is { Length: > 0 } title)
            info["title"] = title;
        info["description"] = TextOf(post);
        return new()
        {
            ["post_info"] = info,
            ["source_info"] = new JsonObject
            {
                ["source"] = "PULL_FROM_URL", ["photo_images"] = new JsonArray([.. post.Media.Select(file => (JsonNode)file.PublicUrl!.AbsoluteUri)]), ["photo_cover_index"] = 0,
            },
            ["post_mode"] = creator is null ? "MEDIA_UPLOAD" : "DIRECT_POST",
            ["media_type"] = "PHOTO",
        };
    }

    private static JsonObject Direct(OutgoingPost post, TikTokCreator creator) => new()
    {
        ["privacy_level"] = TikTokChoices.PrivacyOf(post),
        ["disable_comment"] = creator.CommentDisabled || !TikTokChoices.IsOn(post, TikTokChoices.AllowComment),
        ["brand_content_toggle"] = TikTokChoices.IsOn(post, TikTokChoices.BrandContent),
        ["brand_organic_toggle"] = TikTokChoices.IsOn(post, TikTokChoices.BrandOrganic),
    };
}
