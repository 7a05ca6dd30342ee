using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Merging;

namespace ContentFactory.Web.Content;

public enum SaveState { Saved, Dirty, Saving, Failed, Conflict }

/// <summary>
/// What stands in the fields of the editor as far as the server knows, and the version that it grew from. What another wrote meanwhile is
/// joined field by field; a field that both have changed waits for the person's decision and is not saved until then.
/// </summary>
internal sealed class PostDraft
{
    // what the browser's fields held when it was last in step, by the number of that occasion
    private readonly Dictionary<int, PostWords> shown = [];
    private PostContent origin = new("", "", []);
    private SaveState state = SaveState.Saved;
    private PostContent? saving;
    private int edition;

    // the browser holds words that it cannot send: what is known here is not what the person sees
    private bool isHeld;

    public PostWords Words { get; private set; } = PostWords.None;

    /// <summary>0 before anything was read.</summary>
    public int Version { get; private set; }

    public SaveState State => state is SaveState.Saved && Clashes.Count > 0 ? SaveState.Conflict : state;
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Fields that this person and another have both changed.</summary>
    public IReadOnlyList<string> Clashes { get; private set; } = [];

    /// <summary>The whole content with the words of the fields.</summary>
    public PostContent Content => Words.Over(origin);

    /// <summary>As the post stands for everybody else.</summary>
    public PostWords Theirs => PostWords.Of(origin);

    /// <summary>Own words of single fields that gave way to another's; they can be put back.</summary>
    public IReadOnlyDictionary<string, string> SetAside { get; set; } = new Dictionary<string, string>();

    /// <summary>The browser's fields do not hold these words yet.</summary>
    public bool HasNews { get; private set; }

    public bool IsWaiting => !isHeld && (state is SaveState.Dirty or SaveState.Failed);

    /// <summary>Takes over what was read, joined with words that are not saved yet.</summary>
    /// <returns>True when the fields have to be filled anew.</returns>
    public bool See(PostView post)
    {
        // what the page does not edit may have moved with a version that is known already
        if (post.Version == Version && state is SaveState.Saved)
            origin = post.Content;
        // an own save under way meets it by itself
        if (post.Version <= Version || state is SaveState.Saving)
            return false;
        Meet(new PostNow(post.Version, post.Content, post.UpdatedAt));
        return HasNews;
    }

    public void Meet(PostNow now)
    {
        var (mine, isFirst) = (Words, Version == 0);
        var merged = PostMerge.Of(origin, mine.Over(origin), now.Content);
        var open = Clashes.Union(merged.Clashes).ToList();
        var theirs = PostWords.Of(now.Content);
        Words = isFirst ? theirs : Joined(mine, PostWords.Of(merged.Content), open);
        (origin, Version) = (now.Content, now.Version);
        Clashes = isFirst ? [] : [.. open.Where(f => !Says(Words, theirs, f))];
        HasNews |= Words != mine;
        var isSaved = Unclashed().Says(theirs);
        state = isHeld ? SaveState.Failed : isSaved ? SaveState.Saved : SaveState.Dirty;
        SavedAt = isSaved ? now.At : SavedAt;
    }

    /// <param name="seenEdition">The occasion on which the browser was last in step.</param>
    public void Type(PostWords words, int seenEdition)
    {
        var seen = shown.GetValueOrDefault(seenEdition) ?? Theirs;
        foreach (var older in shown.Keys.Where(e => e < seenEdition).ToList())
            shown.Remove(older);
        // the next parcel may not know of any answer to this one
        shown[seenEdition] = words;
        var merged = PostMerge.Of(seen.Over(origin), words.Over(origin), Words.Over(origin));
        var open = Clashes.Union(merged.Clashes).ToList();
        Words = Joined(words, PostWords.Of(merged.Content), open);
        Clashes = [.. open.Where(f => !Says(Words, Theirs, f))];
        (HasNews, isHeld, state) = (Words != words, false, SaveState.Dirty);
    }

    /// <summary>A change by a button, not by typing.</summary>
    public void Put(PostWords words)
    {
        HasNews |= Words != words;
        (Words, state) = (words, SaveState.Dirty);
    }

    /// <summary>The browser is in step with the words of now.</summary>
    /// <returns>The number of this occasion.</returns>
    public int Show()
    {
        HasNews = false;
        shown[++edition] = Words;
        return edition;
    }

    public void KeepMine(string field) => (Clashes, state) = ([.. Clashes.Where(f => f != field)], SaveState.Dirty);

    public void TakeTheirs(string field)
    {
        SetAside = new Dictionary<string, string>(SetAside) { [field] = Words[field] };
        (Words, Clashes, HasNews) = (Words.With(field, Theirs[field]), [.. Clashes.Where(f => f != field)], true);
    }

    public PostContent Begin()
    {
        (state, saving) = (SaveState.Saving, Unclashed().Over(origin));
        return saving;
    }

    /// <summary>What was typed while the save ran stays to be saved.</summary>
    public void Saved(int version, DateTimeOffset now)
    {
        origin = PostWords.Of(saving!).KeptOver(origin);
        (Version, SavedAt, state) = (version, now, state is SaveState.Saving ? SaveState.Saved : state);
    }

    /// <summary>The version moved without a change of these fields: files were added.</summary>
    public void Moved(int version) => Version = version;

    public void Refused() => state = SaveState.Failed;

    public void Hold() => (isHeld, state) = (true, SaveState.Failed);

    private PostWords Unclashed() => Clashes.Aggregate(Words, (words, field) => words.With(field, Theirs[field]));

    // what was typed stays letter by letter where nobody else has changed it: a blank at its end too
    private static PostWords Joined(PostWords typed, PostWords merged, List<string> clashes) =>
        PostWords.Fields.Where(f => !clashes.Contains(f) && !Says(typed, merged, f)).Aggregate(typed, (words, field) => words.With(field, merged[field]));

    private static bool Says(PostWords one, PostWords other, string field) => one.Kept()[field] == other.Kept()[field];
}
