using ContentFactory.Web.Content;

namespace ContentFactory.Tests.Content.Variants;

public sealed class TextSplitTests
{
    [Fact]
    public void A_message_is_split_at_the_cursor() => Assert.Equal(["zero", "one", "two", "three"], TextSplit.At(["zero", "one two", "three"], 1, 4));

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1)]
    [InlineData(100)]
    public void At_an_end_nothing_is_split(int caret) => Assert.Null(TextSplit.At(["one two"], 0, caret));

    [Fact]
    public void No_sign_is_split() => Assert.Equal(["a", "👨‍👩‍👧‍👦b"], TextSplit.At(["a👨‍👩‍👧‍👦b"], 0, 5));
}
