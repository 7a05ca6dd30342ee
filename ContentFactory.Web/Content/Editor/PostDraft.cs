using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public enum SaveState { Saved, Dirty, Saving, Failed, Conflict }

/// <summary>What stands in the fields of the editor as far as the server knows, and the version that it grew from.</summary>
internal sealed class PostDraft
{
    private PostContent origin = new("", "", []);

    public PostWords Words { get; private set; } = PostWords.None;

    /// <summary>0 before anything was read.</summary>
    public int Version { get; private set; }

    /// <summary>The version that the fields were last filled from: words that grew from an older one meet another's change.</summary>
    public int TakenVersion { get; private set; }

    public SaveState State { get; private set; } = SaveState.Saved;
    public DateTimeOffset SavedAt { get; private set; }

    /// <summary>Own words that gave way to another's version; they can be put back.</summary>
    public PostWords? SetAside { get; set; }

    public bool IsWaiting => State is SaveState.Dirty or SaveState.Failed;

    /// <summary>Takes over what was read, unless words that are not saved yet stand in the fields.</summary>
    /// <returns>True when the fields have to be filled anew.</returns>
    public bool See(PostView post)
    {
        if (post.Version <= Version)
            return false;
        if (Version > 0 && State is not SaveState.Conflict && Words.Says(PostWords.Of(post.Content)))
        {
            // files were added, or the same words came by another way
            (origin, Version) = (post.Content, post.Version);
            State = State is SaveState.Failed ? SaveState.Saved : State;
            return false;
        }
        if (State is SaveState.Saved)
            return Take(post);
        // an own save under way answers with its version by itself
        if (State is not SaveState.Saving)
            State = SaveState.Conflict;
        return false;
    }

    public bool Take(PostView post)
    {
        (origin, Words) = (post.Content, PostWords.Of(post.Content));
        (Version, TakenVersion, State, SavedAt) = (post.Version, post.Version, SaveState.Saved, post.UpdatedAt);
        return true;
    }

    /// <summary>Own words win over another's newer version, knowingly.</summary>
    public void KeepOver(PostView post) => (origin, Version, TakenVersion, State) = (post.Content, post.Version, post.Version, SaveState.Dirty);

    /// <param name="seenVersion">The version that the browser last filled its fields from or saved.</param>
    public void Type(PostWords words, int seenVersion)
    {
        Words = words;
        if (State is not SaveState.Conflict)
            State = seenVersion < TakenVersion ? SaveState.Conflict : SaveState.Dirty;
    }

    public PostContent Begin()
    {
        State = SaveState.Saving;
        return Words.Over(origin);
    }

    /// <summary>What was typed while the save ran stays to be saved.</summary>
    public void Saved(int version, DateTimeOffset now) =>
        (Version, SavedAt, State) = (version, now, State is SaveState.Saving ? SaveState.Saved : State);

    /// <summary>The version moved without a change of these fields: files were added.</summary>
    public void Moved(int version) => Version = version;

    public void Refused(bool isConflict) => State = isConflict ? SaveState.Conflict : SaveState.Failed;
}
