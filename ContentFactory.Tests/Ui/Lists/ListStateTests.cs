using ContentFactory.Domain.Content;
using ContentFactory.Web.Ui.Lists;
using FsCheck;
using FsCheck.Fluent;

namespace ContentFactory.Tests.Ui.Lists;

public sealed class ListStateTests
{
    private const string Content = "http://x.test/t/cafe/content";

    [Fact]
    public void An_address_says_page_sort_search_and_filters()
    {
        var state = ListState.Of(Content + "?q=100%25&sort=-title&page=3&status=ready&company=0193a1b2-0000-7000-8000-000000000001");

        Assert.Equal(("100%", "title", true, 3), (state.Search, state.Sort, state.Descending, state.Page));
        Assert.Equal(PostStatus.Ready, state.Filter<PostStatus>("status"));
        Assert.Equal(Guid.Parse("0193a1b2-0000-7000-8000-000000000001"), state.Company);
    }

    [Theory]
    [InlineData("?page=abc")]
    [InlineData("?page=-1")]
    [InlineData("?page=0")]
    [InlineData("?page=99999999999999999999")]
    [InlineData("?page=1e3&page=2")]
    [InlineData("?sort=--title&company=me&status=7&q=%00")]
    [InlineData("?sort=DROP%20TABLE&status=nothing")]
    [InlineData("?%ZZ=%&=&&&==")]
    public void Nonsense_counts_as_not_said(string query)
    {
        var state = ListState.Of(Content + query);

        Assert.Equal((1, null, null, null, null), (state.Page, state.Sort, state.Search, state.Company, state.Filter<PostStatus>("status")));
    }

    [Fact]
    public void A_long_search_is_cut_without_halving_a_letter()
    {
        var state = ListState.Of(Content + "?q=" + Uri.EscapeDataString(new string('a', ListState.LongestSearch - 1) + "😀😀"));

        Assert.Equal(ListState.LongestSearch - 1, state.Search!.Length);
    }

    [Fact]
    public void No_address_makes_it_throw() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), text =>
    {
        var state = ListState.Of(Content + "?q=" + Uri.EscapeDataString(text.Get.EnumerateRunes().Aggregate("", (all, rune) => all + rune)) + "&page=" + Uri.EscapeDataString(string.Concat(text.Get.Where(char.IsAscii))));
        return state.Page >= 1 && (state.Search?.Length ?? 0) <= ListState.LongestSearch && ListState.Of(state.With()).Search == state.Search;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_filter_starts_from_the_first_page_and_keeps_the_rest()
    {
        var state = ListState.Of(Content + "?q=tea&sort=title&page=4&view=week");

        Assert.Equal("/t/cafe/content?q=tea&sort=title&view=week&status=ready", state.With(("status", "ready")));
        Assert.Equal("/t/cafe/content?sort=title&view=week", state.With(("q", null)));
        Assert.Equal("/t/cafe/content?q=tea&sort=title&page=5&view=week", state.AtPage(5));
        Assert.Equal("/t/cafe/export/posts?q=tea&sort=title&view=week&format=csv", state.At("/t/cafe/export/posts", ("format", "csv")));
    }

    [Fact]
    public void A_path_without_a_site_is_read_as_well() => Assert.Equal("tea", ListState.Of("/t/cafe/content?q=tea").Search);
}
