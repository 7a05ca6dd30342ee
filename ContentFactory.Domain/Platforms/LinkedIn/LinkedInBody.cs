using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Platforms.LinkedIn;

/// <summary>The post as LinkedIn's JSON ("Post API Schema").</summary>
internal static class LinkedInBody
{
    private const int CardTitleLength = 200;

    /// <param name="media">The URNs of the post's files, in order.</param>
    public static JsonObject Of(string author, OutgoingPost post, IReadOnlyList<string> media)
    {
        var body = new JsonObject
        {
            ["author"] = author,
            ["commentary"] = LinkedInText.CommentaryOf(post),
            ["visibility"] = LinkedInRules.VisibilityOf(post),
            ["distribution"] = new JsonObject
            {
                ["feedDistribution"] = "MAIN_FEED", ["targetEntities"] = new JsonArray(), ["thirdPartyDistributionChannels"] = new JsonArray(),
            },
        };
        if (ContentOf(post, media) is { } content)
            body["content"] = content;
        body["lifecycleState"] = "PUBLISHED";
        body["isReshareDisabledByAuthor"] = false;
        return body;
    }

    private static JsonObject? ContentOf(OutgoingPost post, IReadOnlyList<string> media) => LinkedInRules.FormOf(post) switch
    {
        LinkedInForm.Article => new() { ["article"] = new JsonObject { ["source"] = LinkedInRules.LinkOf(post)!.AbsoluteUri, ["title"] = CardTitle(post) } },
        LinkedInForm.Image => new() { ["media"] = ImageOf(media[0], post.Media[0]) },
        LinkedInForm.MultiImage => new() { ["multiImage"] = new JsonObject { ["images"] = new JsonArray([.. media.Zip(post.Media, ImageOf)]) } },
        LinkedInForm.Video => new() { ["media"] = Titled(media[0], Title(post)) },
        LinkedInForm.Document => new() { ["media"] = Titled(media[0], Title(post) ?? Path.GetFileNameWithoutExtension(post.Media[0].FileName)) },
        LinkedInForm.Text or LinkedInForm.None => null,
    };

    private static JsonObject ImageOf(string urn, OutgoingMedia file)
    {
        var image = new JsonObject { ["id"] = urn };
        if (!string.IsNullOrWhiteSpace(file.AltText))
            image["altText"] = file.AltText.Trim();
        return image;
    }

    private static JsonObject Titled(string urn, string? title)
    {
        var media = new JsonObject { ["id"] = urn };
        if (!string.IsNullOrWhiteSpace(title))
            media["title"] = title;
        return media;
    }

    private static string? Title(OutgoingPost post) => OutgoingWords.Clean(post.Title ?? "").Replace('\n', ' ') is { Length: > 0 } title ? title : null;

    /// <summary>LinkedIn does not read the page behind the link, so the card needs a title from here.</summary>
    private static string CardTitle(OutgoingPost post)
    {
        var title = Title(post) ?? OutgoingWords.Clean(post.Text).Split('\n')[0].Trim();
        return PlainText.Cut(title.Length > 0 && title != OutgoingWords.Clean(post.Link!) ? title : LinkedInRules.LinkOf(post)!.Host, CardTitleLength);
    }
}
