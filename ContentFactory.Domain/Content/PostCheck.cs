namespace ContentFactory.Domain.Content;

/// <summary>Puts what a person typed into the form that is kept, or says which field will not do.</summary>
internal static class PostCheck
{
    public const int LongestText = 100_000;
    public const int MostHashtags = 60;

    public static Result<PostContent> Read(PostContent typed)
    {
        var content = Kept(typed);
        return Fault(content) is { } fault ? fault : content;
    }

    /// <summary>The form in which two contents can be compared.</summary>
    public static PostContent Kept(PostContent typed) => new(
        PlainText.Line(typed.Title), PlainText.Clean(typed.Text), HashtagText.Normalise(typed.Hashtags), Optional(typed.Hook), Optional(typed.CallToAction),
        Optional(typed.Link), Optional(typed.VideoIdea), Optional(typed.MiniScript), Optional(typed.ImagePrompt),
        Optional(typed.VideoPrompt));

    public static bool Same(PostContent one, PostContent other)
    {
        string[] none = []; // arrays compare by reference, so both records get the same one
        return one.Hashtags.SequenceEqual(other.Hashtags, StringComparer.Ordinal) && one with { Hashtags = none } == other with { Hashtags = none };
    }

    private static Problem? Fault(PostContent content)
    {
        if (content.Title.Length > 500)
            return TooLong(nameof(PostContent.Title), 500);
        if (content.Text.Length > LongestText)
            return TooLong(nameof(PostContent.Text), LongestText);
        if (content.Hashtags.Length > MostHashtags)
            return Problem.Invalid(nameof(PostContent.Hashtags), "Content.TooManyHashtags", MostHashtags);
        if (content.Hook?.Length > 1000)
            return TooLong(nameof(PostContent.Hook), 1000);
        if (content.CallToAction?.Length > 500)
            return TooLong(nameof(PostContent.CallToAction), 500);
        return content.Link is null || IsLink(content.Link) ? null : Problem.Invalid(nameof(PostContent.Link), "Content.LinkInvalid");
    }

    private static bool IsLink(string link) =>
        link.Length <= 2000 && Uri.TryCreate(link, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static Problem TooLong(string field, int limit) => Problem.Invalid(field, "Content.TooLong", limit);

    private static string? Optional(string? text) => string.IsNullOrWhiteSpace(text) ? null : PlainText.Clean(text).Trim();
}
