using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

/// <summary>Which network the person looks at and what is typed for each: one state for the texts, the preview and what is checked.</summary>
public sealed class NetworkDesk
{
    private readonly Dictionary<string, VariantDraft> drafts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CommentDraft> comments = new(StringComparer.Ordinal);
    private string chosen = "";

    /// <summary>Another network is looked at, or something is typed.</summary>
    public event Action? Changed;

    /// <summary>A text or a first comment of some network is typed and not saved.</summary>
    public bool Dirty => drafts.Values.Any(d => d.Dirty) || comments.Values.Any(c => c.Dirty);

    /// <summary>Networks whose texts save themselves and are not saved yet.</summary>
    public IReadOnlyList<string> Waiting => [.. drafts.Where(d => d.Value.IsWaiting).Select(d => d.Key)];

    public static IReadOnlyList<string> Of(PostView post) =>
        [.. post.Limits.Select(l => l.Platform).Union(post.Variants.Select(v => v.Platform)).Order(StringComparer.Ordinal)];

    /// <summary>The network that is looked at; empty where there is none.</summary>
    public string In(IReadOnlyList<string> networks) => networks.Contains(chosen) ? chosen : networks is [var first, ..] ? first : "";

    public VariantDraft this[string network] => drafts.TryGetValue(network, out var draft) ? draft : drafts[network] = new();

    public CommentDraft CommentOf(string network) => comments.TryGetValue(network, out var draft) ? draft : comments[network] = new();

    public void Choose(string network)
    {
        chosen = network;
        Tell();
    }

    public void Tell() => Changed?.Invoke();

    /// <summary>A network's first comment as it stands in its field, and its minutes; empty where there is none.</summary>
    public (string Words, int Delay) Comment(PostView post, string network)
    {
        if (comments.GetValueOrDefault(network) is { Dirty: true } typed)
            return (typed.Words.Trim(), Math.Max(0, typed.Delay));
        var kept = post.Extras.FirstOrDefault(e => e.Platform == network);
        return (kept?.FirstComment ?? "", kept?.CommentDelay ?? 0);
    }

    /// <summary>The parts of a network's own text as they stand in its fields; null where the original goes out.</summary>
    public IReadOnlyList<string>? Own(PostView post, string network)
    {
        var (row, draft) = (post.Variants.FirstOrDefault(v => v.Platform == network), drafts.GetValueOrDefault(network));
        if (draft is { Dirty: true } || (row is null && draft is { Writing: true }))
            return draft.Parts;
        return row is null ? null : VariantDraft.Written(row);
    }
}
