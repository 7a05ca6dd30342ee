using ContentFactory.Web.Ui;

namespace ContentFactory.Tests.Ui;

public sealed class ChipsTests
{
    [Theory]
    [InlineData(ChipsKind.Words, "one, two;three\u2028four ,, ", new[] { "one", "two", "three", "four" })]
    [InlineData(ChipsKind.Lines, "First, think\u2028Then write", new[] { "First, think", "Then write" })]
    [InlineData(ChipsKind.Signs, "✔★, ☀ 👩‍🍳", new[] { "✔", "★", "☀", "👩‍🍳" })]
    [InlineData(ChipsKind.Signs, "smile", new[] { "smile" })]
    [InlineData(ChipsKind.Words, " , ", new string[0])]
    public void What_is_typed_is_split_into_entries(ChipsKind kind, string typed, string[] entries) => Assert.Equal(entries, Chips.Of(typed, kind));
}
