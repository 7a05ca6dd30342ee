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
        var text = Post.Compose(Text, HashtagText.Parse(Hashtags)).Trim();
        return LinkBelow is not { } link ? text : text.Length == 0 ? link : $"{text}\n\n{link}";
    }

    /// <summary>The link where it goes out below the text; null where there is none, or where it stands in the text.</summary>
    public string? LinkBelow => Link.Trim() is { Length: > 0 } link && !Text.Contains(link, StringComparison.Ordinal) ? link : null;

    /// <summary>The fields by their names in a <see cref="Problem"/>.</summary>
    public static readonly IReadOnlyList<string> Fields = [nameof(Title), nameof(Text), nameof(Hashtags), nameof(Link)];

    /// <summary>The most letters that a field takes.</summary>
    public static int Longest(string field) => field switch
    {
        nameof(Title) => 500,
        nameof(Hashtags) => PostCheck.MostHashtags * (HashtagText.Longest + 2),
        nameof(Link) => 2000,
        _ => PostCheck.LongestText,
    };

    public string this[string field] => field switch
    {
        nameof(Title) => Title,
        nameof(Text) => Text,
        nameof(Hashtags) => Hashtags,
        nameof(Link) => Link,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    public PostWords With(string field, string words) => field switch
    {
        nameof(Title) => this with { Title = words },
        nameof(Text) => this with { Text = words },
        nameof(Hashtags) => this with { Hashtags = words },
        nameof(Link) => this with { Link = words },
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, null),
    };

    /// <summary>As it would be kept; for comparing.</summary>
    public PostContent KeptOver(PostContent content) => PostCheck.Kept(Over(content));

    /// <summary>True when both would be kept alike.</summary>
    public bool Says(PostWords other) => Kept() == other.Kept();

    public PostWords Kept() => new(PlainText.Line(Title), PlainText.Clean(Text), HashtagText.Show(HashtagText.Parse(Hashtags)), PlainText.Clean(Link).Trim());
}
