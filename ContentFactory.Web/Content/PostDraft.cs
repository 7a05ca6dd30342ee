using ContentFactory.Domain.Content;

namespace ContentFactory.Web.Content;

public enum SaveState { Saved, Dirty, Saving, Failed, Conflict }

/// <summary>What stands in the fields of the editor, and the version that it grew from.</summary>
internal sealed class PostDraft
{
    private PostContent origin = new("", "", []);

    public string Title { get; set; } = "";
    public string Text { get; set; } = "";
    public string Hashtags { get; set; } = "";
    public string Link { get; set; } = "";

    /// <summary>0 before anything was read.</summary>
    public int Version { get; private set; }

    public SaveState State { get; private set; } = SaveState.Saved;

    /// <summary>Takes over what was read, unless words that are not saved yet stand in the fields.</summary>
    public void See(PostView post)
    {
        if (post.Version <= Version)
            return;
        if (State is SaveState.Saved)
            Take(post);
        // an own save under way answers with its version by itself
        else if (State is not SaveState.Saving)
            State = SaveState.Conflict;
    }

    public void Take(PostView post)
    {
        origin = post.Content;
        (Title, Text, Hashtags, Link) = (origin.Title, origin.Text, HashtagText.Show(origin.Hashtags), origin.Link ?? "");
        (Version, State) = (post.Version, SaveState.Saved);
    }

    /// <summary>Own words win over another's newer version, knowingly.</summary>
    public void KeepOver(int version) => (Version, State) = (version, SaveState.Dirty);

    public void Touch()
    {
        if (State is not SaveState.Conflict)
            State = SaveState.Dirty;
    }

    public PostContent Begin()
    {
        State = SaveState.Saving;
        return origin with { Title = Title, Text = Text, Hashtags = HashtagText.Parse(Hashtags), Link = Link };
    }

    /// <summary>What was typed while the save ran stays to be saved.</summary>
    public void Saved(int version) => (Version, State) = (version, State is SaveState.Saving ? SaveState.Saved : State);

    /// <summary>The version moved without a change of these fields: media were added.</summary>
    public void Moved(int version) => Version = version;

    public void Refused(bool isConflict) => State = isConflict ? SaveState.Conflict : SaveState.Failed;
}
