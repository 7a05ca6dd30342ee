using ContentFactory.Domain;
using ContentFactory.Domain.Content.Variants;
using ContentFactory.Web.Shell.Tools;

namespace ContentFactory.Web.Content;

/// <summary>What is typed for one network and not saved yet. The panel keeps it, so that looking at another network loses nothing.</summary>
public sealed class VariantDraft
{
    // begun or lengthened alone, it says nothing yet that is worth a version
    private bool touched;

    public List<string> Parts { get; private set; } = [""];

    /// <summary>The text as it was read last.</summary>
    public PostVariantRow? Seen { get; private set; }

    /// <summary>An own text is begun where the original goes out so far.</summary>
    public bool Writing { get; private set; }

    public bool Dirty { get; private set; }

    /// <summary>Why the last save was refused.</summary>
    public Problem? Problem { get; private set; }

    /// <summary>It saves itself. An empty text does not: somebody is about to write another.</summary>
    public bool IsWaiting => Dirty && touched && Tidy.Count > 0;

    private List<string> Tidy => [.. Parts.Select(p => PlainText.Clean(p).Trim()).Where(p => p.Length > 0)];

    public static IReadOnlyList<string> Written(PostVariantRow row) => row.Parts.Count > 1 ? row.Parts : [row.Text ?? ""];

    /// <summary>Names the kept text below what is typed; null where the original goes out.</summary>
    public static string? BaseOf(PostVariantRow? row) => row is null ? null : TypedText.BaseOf(Written(row));

    /// <returns>Whether what is shown now is as it is kept.</returns>
    public bool See(PostVariantRow? row)
    {
        var changed = row is not null && (Seen is null || Seen.Text != row.Text || !Seen.Parts.SequenceEqual(row.Parts));
        // an own save comes back tidied, and what is typed stays letter by letter; what is not saved yet is not poured over
        var isOwn = changed && Written(row!).SequenceEqual(Tidy);
        var shows = changed && (!Dirty || isOwn);
        if (shows && isOwn)
            Forget();
        else if (shows)
            Show(row!);
        if (row is null && Seen is not null)
            Forget();
        Seen = row;
        return shows;
    }

    public void Show(PostVariantRow row)
    {
        Parts = [.. Written(row)];
        Forget();
    }

    public void Type(int at, string text) => (Parts[at], Dirty, touched) = (text, true, true);

    public void Put(IEnumerable<string> parts) => (Parts, Dirty, touched) = ([.. parts], true, true);

    /// <summary>Room for one message more.</summary>
    public void Insert() => (Parts, Dirty) = ([.. Parts, ""], true);

    /// <summary>An own text begins with what goes out so far.</summary>
    public void Begin(string original) => (Parts, Writing, Dirty) = ([original], true, true);

    /// <summary>What was typed meanwhile stays to be saved. Until the text is read, an own one stays begun.</summary>
    public void Saved(IReadOnlyList<string> sent)
    {
        Problem = null;
        if (Parts.SequenceEqual(sent))
            (Dirty, touched) = (false, false);
    }

    public void Refused(Problem problem) => Problem = problem;

    public void Forget() => (Writing, Dirty, touched, Problem) = (false, false, false, null);
}
