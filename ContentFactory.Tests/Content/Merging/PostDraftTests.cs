using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Merging;
using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content.Merging;

/// <summary>What the server makes of parcels and of other people's versions, in every order.</summary>
public sealed class PostDraftTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    private readonly PostDraft draft = new();

    public PostDraftTests() => Meet(1, Content("Title", "one"));

    [Fact]
    public void Another_change_joins_what_is_not_saved_yet()
    {
        var step = draft.Show();
        draft.Type(Words("Title", "one and mine"), step);
        Meet(2, Content("Theirs", "one"));

        Assert.Equal(Words("Theirs", "one and mine"), draft.Words);
        Assert.Equal((SaveState.Dirty, true, 0), (draft.State, draft.HasNews, draft.Clashes.Count));
    }

    [Fact]
    public void A_parcel_that_did_not_know_of_another_change_does_not_undo_it()
    {
        var step = draft.Show();
        Meet(2, Content("Theirs", "one"));
        draft.Show();

        draft.Type(Words("Title", "one and mine"), step);

        Assert.Equal(Words("Theirs", "one and mine"), draft.Words);
    }

    [Fact]
    public void A_parcel_whose_answer_was_lost_does_not_collide_with_itself()
    {
        var step = draft.Show();
        draft.Type(Words("Title", "one t"), step);
        draft.Begin();
        draft.Saved(2, Now);

        draft.Type(Words("Title", "one two"), step);

        Assert.Equal(("one two", 0), (draft.Words.Text, draft.Clashes.Count));
    }

    [Fact]
    public void A_field_of_both_waits_and_the_others_are_saved()
    {
        var step = draft.Show();
        draft.Type(Words("Mine", "mine"), step);
        Meet(2, Content("Title", "theirs"));

        var saved = draft.Begin();
        draft.Saved(3, Now);

        Assert.Equal(("Mine", "theirs"), (saved.Title, saved.Text));
        Assert.Equal((SaveState.Conflict, "mine", "theirs"), (draft.State, draft.Words.Text, draft.Theirs.Text));
        draft.KeepMine("Text");
        Assert.Equal("mine", draft.Begin().Text);
    }

    [Fact]
    public void Words_that_gave_way_can_be_put_back()
    {
        draft.Type(Words("Title", "mine"), draft.Show());
        Meet(2, Content("Title", "theirs"));

        draft.TakeTheirs("Text");

        Assert.Equal((SaveState.Saved, "theirs", "mine"), (Settled(), draft.Words.Text, draft.SetAside["Text"]));
    }

    [Fact]
    public void What_the_browser_cannot_send_is_never_said_to_be_saved()
    {
        draft.Hold();
        Meet(2, Content("Theirs", "one"));

        Assert.Equal((SaveState.Failed, false), (draft.State, draft.IsWaiting));
        draft.Type(Words("Theirs", "short again"), draft.Show());
        Assert.True(draft.IsWaiting);
    }

    [Fact]
    public void A_blank_at_the_end_is_not_taken_from_under_the_fingers()
    {
        draft.Type(Words("Title ", "one "), draft.Show());
        draft.Begin();
        draft.Saved(2, Now);
        Meet(3, Content("Title", "one ") with { Link = "https://a.test" });

        Assert.Equal(("Title ", "one ", "https://a.test"), (draft.Words.Title, draft.Words.Text, draft.Words.Link));
    }

    private SaveState Settled()
    {
        if (draft.IsWaiting)
        {
            draft.Begin();
            draft.Saved(draft.Version, Now);
        }
        return draft.State;
    }

    private void Meet(int version, PostContent content) => draft.Meet(new PostNow(version, content, Now));

    private static PostContent Content(string title, string text) => new(title, text, []);

    private static PostWords Words(string title, string text) => new(title, text, "", "");
}
