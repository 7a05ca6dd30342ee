using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Merging;

namespace ContentFactory.Tests.Content.Merging;

public sealed class PostMergeTests
{
    private static readonly PostContent Seen = new("Title", "First.\n\nSecond.\n\nThird.", ["bread", "oven"], "Hook", "Call", "https://a.test");

    [Fact]
    public void Fields_that_one_of_two_has_changed_go_together()
    {
        var merged = PostMerge.Of(Seen, Seen with { Title = "Mine", CallToAction = "Come" }, Seen with { Text = "Theirs", Hook = null, Link = "https://b.test" });

        Assert.Empty(merged.Clashes);
        Assert.Equal(("Mine", "Come", "Theirs", null, "https://b.test"), (merged.Content.Title, merged.Content.CallToAction, merged.Content.Text, merged.Content.Hook, merged.Content.Link));
    }

    [Fact]
    public void A_field_that_both_have_changed_is_asked_about()
    {
        var merged = PostMerge.Of(Seen, Seen with { Title = "Mine", Link = "https://b.test" }, Seen with { Title = "Theirs", Link = "https://b.test" });

        Assert.Equal(["Title"], merged.Clashes);
        Assert.Equal(("Theirs", "https://b.test"), (merged.Content.Title, merged.Content.Link));
    }

    [Theory]
    [InlineData("bread warm", "oven bread new", "warm new bread")]
    [InlineData("bread oven", "bread", "bread")]
    [InlineData("oven bread", "bread oven", "oven bread")]
    [InlineData("", "bread oven new", "new")]
    public void Hashtags_are_joined_as_a_set(string mine, string theirs, string joined)
    {
        var merged = PostMerge.Of(Seen, Seen with { Hashtags = HashtagText.Parse(mine) }, Seen with { Hashtags = HashtagText.Parse(theirs) });

        Assert.Empty(merged.Clashes);
        Assert.Equal(joined.Split(' ').Order(), merged.Content.Hashtags.Order());
    }

    [Theory]
    [InlineData("First, mine.\n\nSecond.\n\nThird.", "First.\n\nSecond.\n\nThird, theirs.", "First, mine.\n\nSecond.\n\nThird, theirs.")]
    [InlineData("Before.\n\nFirst.\n\nSecond.\n\nThird.", "First.\n\nSecond.\n\nThird.\n\nAfter.", "Before.\n\nFirst.\n\nSecond.\n\nThird.\n\nAfter.")]
    [InlineData("First.\n\nThird.", "First.\n\nSecond.\n\nThird!", null)]
    [InlineData("First.\n\nSecond, mine.\n\nThird.", "First.\n\nSecond, theirs.\n\nThird.", null)]
    [InlineData("First!\n\nSecond.\n\nThird.", "First!\n\nSecond.\n\nThird?", "First!\n\nSecond.\n\nThird?")]
    [InlineData("First.\n\nSecond.\n\nThird.\n\nMine.", "First.\n\nSecond.\n\nThird.\n\nTheirs.", null)]
    public void Paragraphs_that_do_not_touch_go_together(string mine, string theirs, string? joined)
    {
        var merged = PostMerge.Of(Seen, Seen with { Text = mine }, Seen with { Text = theirs });

        Assert.Equal(joined is null ? ["Text"] : [], merged.Clashes);
        Assert.Equal(joined ?? theirs, merged.Content.Text);
    }

    [Theory]
    [InlineData("A cheap lunch", "A fair lunch", "A fair lunch, every day", "A cheap lunch, every day")]
    [InlineData("A cheap lunch", "A fair lunch", "A fairly good lunch", null)]
    public void An_own_change_is_taken_back_around_later_words(string before, string after, string now, string? undone)
    {
        var merged = PostMerge.Undo(Seen with { Text = before }, Seen with { Text = after }, Seen with { Text = now, Title = "Later" });

        Assert.Equal(undone is null, merged.Clashes.Count > 0);
        Assert.Equal((undone ?? now, "Later"), (merged.Content.Text, merged.Content.Title));
    }

    [Fact]
    public void Blanks_at_the_end_are_no_change() =>
        Assert.Empty(PostMerge.Of(Seen, Seen with { Title = "Title " }, Seen with { Title = "Theirs" }).Clashes);
}
