using ContentFactory.Domain.Content.Variants;

namespace ContentFactory.Web.Content;

/// <summary>What is typed for one network and not saved yet. The panel keeps it, so that looking at another network loses nothing.</summary>
public sealed class VariantDraft
{
    public List<string> Parts { get; private set; } = [""];

    /// <summary>The text as it was read last.</summary>
    public PostVariantRow? Seen { get; private set; }

    /// <summary>An own text is begun where the original goes out so far.</summary>
    public bool Writing { get; private set; }

    public bool Dirty { get; private set; }

    public static IReadOnlyList<string> Written(PostVariantRow row) => row.Parts.Count > 1 ? row.Parts : [row.Text ?? ""];

    /// <returns>Whether what is shown now is as it is kept.</returns>
    public bool See(PostVariantRow? row)
    {
        var changed = row is not null && (Seen is null || Seen.Text != row.Text || !Seen.Parts.SequenceEqual(row.Parts));
        // an own save comes back as it was typed; what is not saved yet is not poured over
        var shows = changed && (!Dirty || Written(row!).SequenceEqual(Parts));
        if (shows)
            Show(row!);
        if (row is null && Seen is not null)
            (Writing, Dirty) = (false, false);
        Seen = row;
        return shows;
    }

    public void Show(PostVariantRow row) => (Parts, Dirty, Writing) = ([.. Written(row)], false, false);

    public void Type(int at, string text) => (Parts[at], Dirty) = (text, true);

    public void Put(IEnumerable<string> parts) => (Parts, Dirty) = ([.. parts], true);

    /// <summary>An own text begins with what goes out so far.</summary>
    public void Begin(string original) => (Parts, Writing, Dirty) = ([original], true, true);

    public void Forget() => (Writing, Dirty) = (false, false);
}
