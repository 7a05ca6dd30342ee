namespace ContentFactory.Domain.Content.Merging;

/// <summary>What two people made of one post.</summary>
/// <param name="Content">Both changes; in a field of <paramref name="Clashes"/> the other's words.</param>
/// <param name="Clashes">Fields that both have changed and that do not go together: a person has to decide.</param>
public sealed record MergedPost(PostContent Content, IReadOnlyList<string> Clashes);

/// <summary>Three-way merge by field. Hashtags are a set; of the text, paragraphs that do not touch go together.</summary>
public static class PostMerge
{
    /// <param name="seen">What both have started from.</param>
    public static MergedPost Of(PostContent seen, PostContent mine, PostContent theirs) => Of(seen, mine, theirs, TextMerge.ByLines);

    /// <summary>Takes a person's own change back and leaves what was written since.</summary>
    public static MergedPost Undo(PostContent before, PostContent after, PostContent now) => Of(after, before, now, TextMerge.ByWords);

    private static MergedPost Of(PostContent seen, PostContent mine, PostContent theirs, Func<string, string, string, string?> joinTexts)
    {
        (seen, mine, theirs) = (PostCheck.Kept(seen), PostCheck.Kept(mine), PostCheck.Kept(theirs));
        var clashes = new List<string>();
        var content = new PostContent(
            Field(nameof(PostContent.Title), c => c.Title)!,
            Field(nameof(PostContent.Text), c => c.Text, joinTexts)!,
            Tags(seen.Hashtags, mine.Hashtags, theirs.Hashtags),
            Field(nameof(PostContent.Hook), c => c.Hook),
            Field(nameof(PostContent.CallToAction), c => c.CallToAction),
            Field(nameof(PostContent.Link), c => c.Link),
            Field(nameof(PostContent.VideoIdea), c => c.VideoIdea),
            Field(nameof(PostContent.MiniScript), c => c.MiniScript),
            Field(nameof(PostContent.ImagePrompt), c => c.ImagePrompt),
            Field(nameof(PostContent.VideoPrompt), c => c.VideoPrompt));
        return new(content, clashes);

        string? Field(string name, Func<PostContent, string?> read, Func<string, string, string, string?>? join = null)
        {
            var (old, own, other) = (read(seen), read(mine), read(theirs));
            if (own == old || own == other)
                return other;
            if (other == old)
                return own;
            if (join is not null && join(old ?? "", own ?? "", other ?? "") is { } joined)
                return joined;
            clashes.Add(name);
            return other;
        }
    }

    private static string[] Tags(string[] seen, string[] mine, string[] theirs)
    {
        var same = StringComparer.OrdinalIgnoreCase;
        if (mine.SequenceEqual(seen, StringComparer.Ordinal))
            return theirs;
        // in the own order; what the other has added comes behind, what the other has taken out is gone
        return [.. mine.Where(t => theirs.Contains(t, same) || !seen.Contains(t, same)), .. theirs.Where(t => !mine.Contains(t, same) && !seen.Contains(t, same))];
    }
}
