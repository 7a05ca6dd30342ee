namespace ContentFactory.Domain.Content.History;

/// <summary>One field of two versions. <paramref name="IsList"/>: each part is an entry of its own.</summary>
/// <param name="Field">A field of the content, "Media", "Cover", "Cover:youtube", "Network:telegram" or "Comment:instagram".</param>
public sealed record FieldDifference(string Field, IReadOnlyList<DiffPart> Parts, bool IsList = false);

/// <summary>What differs between two versions, field by field.</summary>
/// <param name="Against">The older one; null where nothing was kept before.</param>
/// <param name="KeepsParts">False for a version from before files and texts of networks were kept.</param>
public sealed record VersionDifference(int Number, int? Against, IReadOnlyList<FieldDifference> Fields, bool KeepsParts)
{
    public const string Media = "Media";
    public const string Network = "Network:";
    public const string Comment = "Comment:";
    public const string Cover = "Cover";
    public const string NetworkCover = "Cover:";

    private static readonly (string Name, Func<PostContent, string> Read)[] Words =
    [
        (nameof(PostContent.Title), c => c.Title), (nameof(PostContent.Text), c => c.Text), (nameof(PostContent.Hook), c => c.Hook ?? ""),
        (nameof(PostContent.CallToAction), c => c.CallToAction ?? ""), (nameof(PostContent.Link), c => c.Link ?? ""),
        (nameof(PostContent.VideoIdea), c => c.VideoIdea ?? ""), (nameof(PostContent.MiniScript), c => c.MiniScript ?? ""),
        (nameof(PostContent.ImagePrompt), c => c.ImagePrompt ?? ""), (nameof(PostContent.VideoPrompt), c => c.VideoPrompt ?? ""),
    ];

    internal static VersionDifference Of(PostVersion? before, PostVersion after, IReadOnlyDictionary<Guid, string> fileNames)
    {
        var old = before?.Content ?? new PostContent("", "", []);
        var fields = Words.Where(w => w.Read(old) != w.Read(after.Content)).Select(w => new FieldDifference(w.Name, TextDiff.Of(w.Read(old), w.Read(after.Content)))).ToList();
        if (!old.Hashtags.SequenceEqual(after.Content.Hashtags, StringComparer.Ordinal))
            fields.Add(new(nameof(PostContent.Hashtags), TextDiff.OfList([.. old.Hashtags.Select(Tag)], [.. after.Content.Hashtags.Select(Tag)]), IsList: true));
        if (after.Parts is { } parts && (before is null || before.Parts is not null))
            fields.AddRange(OfParts(before?.Parts ?? new([], []), parts, fileNames));
        return new(after.Number, before?.Number, fields, after.Parts is not null);
    }

    /// <summary>The names of the fields alone.</summary>
    internal static IEnumerable<string> Names(PostVersion before, PostVersion after)
    {
        var names = Words.Where(w => w.Read(before.Content) != w.Read(after.Content)).Select(w => w.Name);
        if (!before.Content.Hashtags.SequenceEqual(after.Content.Hashtags, StringComparer.Ordinal))
            names = names.Append(nameof(PostContent.Hashtags));
        if (before.Parts is not { } old || after.Parts is not { } now)
            return names;
        return names.Concat(old.Media.SequenceEqual(now.Media) ? [] : [Media]).Concat(Covered(old, now).Select(NameOf)).Concat(Networks(old, now).Select(n => Network + n)).Concat(Commented(old, now).Select(n => Comment + n));
    }

    private static IEnumerable<FieldDifference> OfParts(KeptParts old, KeptParts now, IReadOnlyDictionary<Guid, string> fileNames)
    {
        if (!old.Media.SequenceEqual(now.Media))
            yield return new(Media, TextDiff.OfList([.. old.Media.Select(Named)], [.. now.Media.Select(Named)]), IsList: true);
        foreach (var place in Covered(old, now))
            yield return new(NameOf(place), TextDiff.OfList(CoverOf(old, place), CoverOf(now, place)), IsList: true);
        foreach (var network in Networks(old, now))
            yield return new(Network + network, TextDiff.Of(TextOf(old, network), TextOf(now, network)));
        foreach (var network in Commented(old, now))
            yield return new(Comment + network, TextDiff.Of(CommentOf(old, network), CommentOf(now, network)));

        string Named(MediaPlace place) => FileOf(place.MediaId) + (place.AltText is { } alt ? $" ({alt})" : "");

        string FileOf(Guid id) => fileNames.GetValueOrDefault(id) ?? "–";

        IReadOnlyList<string> CoverOf(KeptParts parts, string place) => [.. (parts.Covers ?? []).Where(c => c.Platform == place).Select(c => FileOf(c.MediaId))];
    }

    // a version from before there were covers says nothing of them
    private static IEnumerable<string> Covered(KeptParts old, KeptParts now) => now.Covers is not { } covers ? []
        : covers.Except(old.Covers ?? []).Concat((old.Covers ?? []).Except(covers)).Select(c => c.Platform).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    private static string NameOf(string place) => place.Length == 0 ? Cover : NetworkCover + place;

    private static IEnumerable<string> Networks(KeptParts old, KeptParts now) =>
        old.Texts.Concat(now.Texts).Select(t => t.Platform).Distinct(StringComparer.Ordinal).Where(p => TextOf(old, p) != TextOf(now, p));

    private static IEnumerable<string> Commented(KeptParts old, KeptParts now) =>
        old.AllComments.Concat(now.AllComments).Select(c => c.Platform).Distinct(StringComparer.Ordinal).Where(p => CommentOf(old, p) != CommentOf(now, p));

    /// <summary>With its delay, so that a change of that alone is one too.</summary>
    private static string CommentOf(KeptParts parts, string platform) =>
        parts.AllComments.FirstOrDefault(c => c.Platform == platform) is not { } comment ? "" : comment.Delay == 0 ? comment.Words : FormattableString.Invariant($"{comment.Words}\n+{comment.Delay} min");

    private static string TextOf(KeptParts parts, string platform) => parts.Texts.FirstOrDefault(t => t.Platform == platform)?.Whole ?? "";

    private static string Tag(string tag) => "#" + tag;
}
