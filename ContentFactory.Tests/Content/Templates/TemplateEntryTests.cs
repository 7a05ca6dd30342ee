using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Templates;

namespace ContentFactory.Tests.Content.Templates;

public sealed class TemplateEntryTests
{
    [Theory]
    [InlineData("{{hook}} {{prize}}", "", "Text", "Content.TemplateUnknown")]
    [InlineData("{{hook}}", "price", "Variables.0", "Content.TemplateUnused")]
    [InlineData("{{price}} {{date}}", "price,Price", "Variables.1", "Content.TemplateTwice")]
    [InlineData("{{price}}", "price,7*7", "Variables.1", "Content.TemplateVariableName")]
    [InlineData("{{price}}", "price,", "Variables.1", "Content.TemplateVariableName")]
    [InlineData("  ", "", "Text", "Content.TextMissing")]
    public void Variables_have_to_be_known_used_and_named_once(string text, string names, string field, string key)
    {
        var read = Entry(text, [.. names.Split(',').Where((n, i) => i > 0 || n.Length > 0).Select(n => new TemplateVariable(n, "", VariableKind.Line, false, ""))]).Read();

        Assert.Equal((field, key), (read.Problem?.Field, read.Problem?.TextKey));
    }

    [Fact]
    public void Foreign_languages_of_templates_are_plain_text()
    {
        const string text = "{{7*7}} @(1+1) ${x} {% if a %} {{{hook}}} {{hook | upcase}}";

        var form = Entry(text).Read().Value;

        Assert.Equal([text], TemplatePreview.OfSamples(form.Parts, form.Variables, "en", null, new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void A_line_of_hyphens_parts_the_messages_of_a_thread_only()
    {
        const string text = "one\n---\n\n---\ntwo\r\n --- \r\nthree -- four";

        Assert.Equal(["one", "two", "three -- four"], (Entry(text) with { Format = TemplateFormat.Thread }).Read().Value.Parts);
        Assert.Equal(["one\n---\n\n---\ntwo\n --- \nthree -- four"], Entry(text).Read().Value.Parts);
        Assert.Equal(["a", "b"], TemplateEntry.PartsOf(TemplateEntry.TextOf(["a", "b"]), TemplateFormat.Thread));
    }

    [Fact]
    public void Samples_and_names_with_braces_are_shown_as_typed()
    {
        var form = (Entry("{{price}} {{company}}", [new("price", "{{hook}}", VariableKind.Text, true, "{{hook}} {{7*7}} @(1)")]) with { Name = "{{hook}}" }).Read().Value;

        Assert.Equal(("{{hook}}", "{{hook}}"), (form.Name, form.Variables[0].Label));
        Assert.Equal(["{{hook}} {{7*7}} @(1) ${x}"], TemplatePreview.OfSamples(form.Parts, form.Variables, "en", "${x}", new DateOnly(2026, 1, 1)));
    }

    [Fact]
    public void Dates_are_said_in_the_templates_language()
    {
        TemplateVariable[] day = [new("day", "Day", VariableKind.Date, true, "2026-12-05")];

        Assert.Equal(["5 декабря 2026"], TemplatePreview.OfSamples(["{{day}}"], day, "ru", null, default));
        Assert.Equal(["5 December 2026"], TemplatePreview.OfSamples(["{{day}}"], day, "en", null, default));
    }

    private static TemplateEntry Entry(string text, params TemplateVariable[] variables) =>
        new(null, "Name", "", TemplateCategory.Tip, PostType.TextPost, [], "en", TemplateFormat.Single, text, variables, "", []);
}
