using ContentFactory.Domain.Printing;
using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Printing;

/// <summary>Pages, their heads and feet, and a table over many of them, as another program reads them.</summary>
public sealed class PrintTableTests
{
    private static readonly PrintFrame Frame = new(
        "Студия «Чай»", "Report: November", ["Days 1–30", "All channels"], "Made now", (page, of) => $"Page {page} of {of}", "en", new(2026, 11, 30, 10, 0, 0, TimeSpan.Zero));

    private static readonly PrintColumn[] Columns = [new("Post", 3), new("Views", 1, AtEnd: true)];

    [Fact]
    public void Each_page_has_its_head_foot_and_the_heads_of_columns()
    {
        using var pages = Print([new("Monday", "90 posts", [.. Enumerable.Range(1, 90).Select(n => new PrintRow([$"Пост №{n}.", $"{n * 1000}"], PrintColour.Info))])]);

        Assert.Equal(("Report: November", "Студия «Чай»"), (pages.Title, pages.Author));
        Assert.True(pages.Pages.Count > 2 && pages.StaysWithin);
        for (var n = 0; n < pages.Pages.Count; n++)
            foreach (var text in new[] { "Студия «Чай»", "Report: November", "Days 1–30 · All channels", "Post", "Views", "Monday", "Made now", $"Page {n + 1} of {pages.Pages.Count}" })
                Assert.Contains(text, pages.Pages[n], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 90), n => Assert.Equal(1, pages.Count($"Пост №{n}.")));
        Assert.Equal(1, pages.Count("90 posts"));
    }

    [Fact]
    public void A_row_that_no_page_holds_goes_on_upon_the_next()
    {
        var words = Enumerable.Range(1, 3000).Select(n => $"слово{n}.").ToList();
        using var pages = Print([new(null, null, [new([string.Join(' ', words), "1"])])]);

        Assert.True(pages.Pages.Count > 1 && pages.StaysWithin);
        Assert.All(words, word => Assert.Equal(1, pages.Count(word)));
    }

    [Theory]
    [InlineData("(a) Tj ET \\) >> endobj")]
    [InlineData("</script><b>&amp;")]
    [InlineData("=cmd|' /C calc'!A0")]
    public void Text_of_people_is_text(string text)
    {
        using var pages = Print([new(text, text, [new([text, text])])]);
        Assert.Equal(4, pages.Count(text));
    }

    [Fact]
    public void Strange_writing_breaks_nothing()
    {
        using var pages = Print([new("🙂", "سلام", [new(["שלום עולם 🏳️‍🌈 é ё ї ў", "\ud800"]), new([new string('щ', 1000), ""])])]);
        Assert.Equal(1, pages.Count("□□□□ □□□□ é ё ї ў"));
        Assert.Equal(1000, pages.Count("щ"));
    }

    [Fact]
    public void A_document_of_nothing_is_one_page()
    {
        using var document = new PrintDocument(Frame, CancellationToken.None);
        using var pages = new PrintedPages(document.Save());
        Assert.Contains("Page 1 of 1", Assert.Single(pages.Pages), StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_waiting_ends_the_printing()
    {
        using var gone = new CancellationTokenSource();
        using var document = new PrintDocument(Frame, gone.Token);
        document.Break();
        gone.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(document.Break);
    }

    [Fact]
    public async Task Many_are_printed_at_once()
    {
        var printed = await Task.WhenAll(Enumerable.Range(1, 8).Select(n => Task.Run(() =>
        {
            using var pages = Print([new($"№{n}", null, [.. Enumerable.Range(1, 60).Select(row => new PrintRow([$"Строка {row} из {n} {(char)('а' + row % 32)}.", ""]))])]);
            return pages.Count($"из {n} ");
        })));
        Assert.All(printed, rows => Assert.Equal(60, rows));
    }

    [Fact]
    public void Colours_are_those_of_the_light_theme()
    {
        var tokens = File.ReadAllText(Path.Combine(SourceTree.Root, "wwwroot-assets/css/tokens.css"));
        foreach (var (name, colour) in new[] { ("ink", PrintColour.Ink), ("ink-soft", PrintColour.Soft), ("ink-faint", PrintColour.Faint), ("good", PrintColour.Good), ("info", PrintColour.Info), ("warn", PrintColour.Warn), ("bad", PrintColour.Bad) }
            .Concat(PrintColour.Tints.Select((tint, n) => ($"tint-{n + 1}", tint))))
            Assert.Contains($"--{name}: #{colour.Hex};", tokens, StringComparison.Ordinal);
    }

    private static PrintedPages Print(PrintGroup[] groups)
    {
        using var document = new PrintDocument(Frame, CancellationToken.None);
        document.Break();
        new PrintTable(document, Columns).Write(groups);
        return new(document.Save());
    }
}
