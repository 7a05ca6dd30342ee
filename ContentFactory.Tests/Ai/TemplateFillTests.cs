using ContentFactory.Domain.Ai;

namespace ContentFactory.Tests.Ai;

public sealed class TemplateFillTests
{
    [Fact]
    public void Puts_facts_and_entered_values_into_lines() =>
        Assert.Equal(["Кофе подорожал\n\nЦена теперь 300 ₽, и это не всё."], Fill(["{{hook}}\n\nЦена теперь {{ цена }} ₽, и это не всё."], [("hook", "Кофе подорожал")], [("Цена", "300")]));

    [Fact]
    public void Entered_values_win_over_the_writers_facts() => Assert.Equal(["Наше"], Fill(["{{hook}}"], [("hook", "Их")], [("hook", "Наше")]));

    [Fact]
    public void A_line_without_its_value_is_left_out() =>
        Assert.Equal(["One\n\nLast"], Fill(["One\n{{fact1}} and {{fact2}}\n\n{{question}}\n\nLast"], [("fact1", "here"), ("question", "  ")]));

    [Fact]
    public void An_opening_line_goes_with_what_it_opened()
    {
        const string part = "Start\n\nWhat to bring:\n— {{fact1}}\n— {{fact2}}\n\nEnd:";
        Assert.Equal(["Start\n\nEnd:"], Fill([part], []));
        Assert.Equal(["Start\n\nWhat to bring:\n— a pen\n\nEnd:"], Fill([part], [("fact2", "a pen")]));
    }

    [Fact]
    public void Marks_stand_before_each_line_of_a_value() =>
        Assert.Equal(["List:\n✅ one\n✅ two"], Fill(["List:\n✅ {{facts}}"], [("facts", "one\r\n\r\ntwo")]));

    [Fact]
    public void A_part_with_nothing_left_is_no_part() => Assert.Equal(["1", "3"], Fill(["1", "{{fact1}}\n\n{{fact2}}", "3"], []));

    [Theory]
    [InlineData("{{hook}}")]
    [InlineData("{{7*7}}")]
    [InlineData("@(1+1) @Model.Secret")]
    [InlineData("${7*7} #{7*7}")]
    [InlineData("{% include 'x' %}{{ 'a' | upcase }}")]
    [InlineData("{{{hook}}}")]
    [InlineData("{{#each facts}}x{{/each}}")]
    [InlineData("$1 $& \\1")]
    public void Values_are_printed_as_they_are(string value)
    {
        Assert.Equal([$"a {value} b"], Fill(["a {{fact1}} b"], [("fact1", value), ("hook", "EXPANDED")]));
        Assert.Equal([$"a {value} b"], Fill(["a {{имя}} b"], [("hook", "EXPANDED")], [("имя", value)]));
    }

    [Theory]
    [InlineData("{{7*7}}")]
    [InlineData("{{{hook}}}")]
    [InlineData("{{#if hook}}")]
    [InlineData("{{hook | upcase}}")]
    [InlineData("{{}} { {hook} }")]
    [InlineData("@(hook) ${hook}")]
    public void Only_plain_names_are_variables(string text)
    {
        Assert.Empty(TemplateFill.Names([text]));
        Assert.Equal([text], Fill([text], [("hook", "EXPANDED")]));
    }

    [Fact]
    public void Names_come_in_the_order_of_their_first_use() =>
        Assert.Equal(["hook", "цена", "facts"], TemplateFill.Names(["{{Hook}} {{цена}} {{hook}}", "{{facts}}"]));

    private static IReadOnlyList<string> Fill(string[] parts, (string Name, string Value)[] facts, (string Name, string Value)[]? entered = null) =>
        TemplateFill.Fill(
            new TemplateShape("t", parts, null, [], (entered ?? []).ToDictionary(v => v.Name, v => v.Value)), facts.ToDictionary(v => v.Name, v => v.Value));
}
