namespace ContentFactory.Domain.Content;

/// <summary>What stands in the fields of the editor, as it was typed.</summary>
public sealed record PostWords(string Title, string Text, string Hashtags, string Link)
{
    public static readonly PostWords None = new("", "", "", "");

    public static PostWords Of(PostContent content) => new(content.Title, content.Text, HashtagText.Show(content.Hashtags), content.Link ?? "");

    /// <summary>The rest of the content stays.</summary>
    public PostContent Over(PostContent content) => content with { Title = Title, Text = Text, Hashtags = HashtagText.Parse(Hashtags), Link = Link };

    /// <summary>All that readers will see: hashtags on a line of their own, the link below unless it stands in the text.</summary>
    public string Whole()
    {
        var (text, link) = (Post.Compose(Text, HashtagText.Parse(Hashtags)).Trim(), Link.Trim());
        return link.Length == 0 || text.Contains(link, StringComparison.Ordinal) ? text : text.Length == 0 ? link : $"{text}\n\n{link}";
    }

    /// <summary>True when both would be kept alike.</summary>
    public bool Says(PostWords other) => Kept() == other.Kept();

    private PostWords Kept() => new(PlainText.Line(Title), PlainText.Clean(Text), HashtagText.Show(HashtagText.Parse(Hashtags)), PlainText.Clean(Link).Trim());
}
