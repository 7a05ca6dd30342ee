using System.Text.RegularExpressions;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Rules;

public sealed partial class LiteralTextsTests
{
    [Fact]
    public void Pages_show_no_text_of_their_own() =>
        Findings.None(
            from file in SourceTree.Files(SourceTree.Web, "*.razor")
            from text in Markup.Literals(File.ReadAllText(file))
            select $"{SourceTree.Name(file)}: {text}");

    [Fact]
    public void Web_source_holds_no_russian_text() =>
        Findings.None(
            from pattern in new[] { "*.cs", "*.razor" }
            from file in SourceTree.Files(SourceTree.Web, pattern)
            from Match text in RussianLiteral().Matches(File.ReadAllText(file))
            select $"{SourceTree.Name(file)}: {text.Value}");

    [Theory]
    [InlineData("<p>Hello</p>", "Hello")]
    [InlineData("<p>@T[\"A\"] and more</p>", "and more")]
    [InlineData("<input placeholder=\"Your name\" @bind=\"name\" />", "Your name")]
    [InlineData("<RadzenButton Text=\"Save\" Click=\"@(() => Save())\" />", "Save")]
    [InlineData("<img alt=\"Picture of @name\" />", "Picture of")]
    [InlineData("<a title='Go home' @onclick='() => Go(\"x\")'></a>", "Go home")]
    [InlineData("@if (ready)\n{\n  <b>Done</b>\n}", "Done")]
    [InlineData("@if (ready)\n{\n  <b>@T[\"A\"]</b>\n  Done\n}", "Done")]
    [InlineData("<Grid Items=\"@rows.Where(row => row.Ok)\"><td>Yes</td></Grid>", "Yes")]
    public void Finds_text_that_stands_in_a_page(string razor, string text) => Assert.Equal([text], Markup.Literals(razor));

    [Theory]
    [InlineData("@page \"/x\"\n@using A.B\n@* a remark *@\n<!-- another -->\n<style>a { b: c }</style>")]
    [InlineData("<p class=\"big\" title=\"@T[\"A\"]\">@T[\"B\", names.Count] &nbsp;– 5 %</p>")]
    [InlineData("<button @onclick=\"() => Go(1)\" aria-label=\"@(on ? T[\"A\"] : T[\"B\"])\">@T.Plural(\"C\", n)</button>")]
    [InlineData("@foreach (var row in rows)\n{\n  var name = row.Name;\n  <td>@row.Values[1]?.Name</td>\n}\nelse\n{\n  <Empty />\n}")]
    [InlineData("<p>@(a > b ? T[\"A\"] : T[\"B\"])</p>\n@code {\n  string x = \"Hello }\";\n  void Go() { }\n}")]
    [InlineData("<b>@await LoadAsync()</b>@{ var a = \"Hello\"; }")]
    public void Lets_code_and_remarks_of_a_page_pass(string razor) => Assert.Empty(Markup.Literals(razor));

    [GeneratedRegex("""(?<=["'>])[^"'<>\n]*\p{IsCyrillic}[^"'<>\n]*""")]
    private static partial Regex RussianLiteral();
}
