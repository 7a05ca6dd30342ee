using ContentFactory.Domain.Media.Making;

namespace ContentFactory.Tests.Media.Making;

/// <summary>Whatever a post says: its card can be read, and nothing stands over an edge.</summary>
public sealed class CardFitTests
{
    private static readonly CardType Type = new FontShelf().Best ?? throw new InvalidOperationException("This machine has no font for cards.");

    private static readonly string[] Pieces =
    [
        "смета", "и", "в", "Ремонт", "electrification", "Донаудампфшиффартсгезельшафтскапитен", "превысокомногорассмотрительствующий", "30 %", "120 дней", "«цитата»", "—", "🙂", "👩‍👩‍👧",
        "a", "№ 5", "I", "https://example.com/very/long/path?with=query", "ООО", "\u202eзадом\u202c", "שלום", "漢字", "e\u0301", "…", "?", "Where", "the", "<b>", "&amp;", "x²", "\u200b", "#тег", "12:30",
    ];

    [Fact]
    public void Every_line_of_every_card_is_inside_and_readable()
    {
        var random = new Random(20261129);
        for (var n = 0; n < 250; n++)
        {
            var story = new MediaStory(Words(random, random.Next(0, 14)), null, Text(random), Words(random, 5), Words(random, random.Next(1, 5)), random.Next(2) == 0 ? null : Words(random, 2), random.Next(2) == 0 ? "ru" : "en");
            foreach (var layout in CardContents.Fitting(StoryParts.Of(story, Type)))
                foreach (var size in Enum.GetValues<CardSize>())
                    Check(story, layout, size, (CardScheme)(n % 3), Colours(random));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Ы")]
    [InlineData("🙂🙂🙂")]
    [InlineData("Рентгеноэлектрокардиографического-гидроэлектростанционного-метилпропенилендигидроксициннаменилакрилического")]
    public void A_strange_title_still_makes_a_card(string title)
    {
        foreach (var size in Enum.GetValues<CardSize>())
            Check(new MediaStory(title, null, "", null, "Студия", null, "ru"), CardLayout.Statement, size, CardScheme.Brand, new BrandColours("#ffffff", "#ffff00"));
    }

    [Fact]
    public void Three_hundred_characters_fit_without_a_cut()
    {
        var title = string.Concat(Enumerable.Repeat("Смета дешевле рынка почти всегда значит, что забыли. ", 6))[..300];
        var sheet = CardArt.Draw(CardContents.Of(new MediaStory(title, null, "", null, "Студия", null, "ru"), Type, CardLayout.Statement, 0), CardSize.Square, CardColours.Of(new("#123456", "#fedcba"), CardScheme.Dark), Type);
        Assert.DoesNotContain(sheet.Lines, l => l.Text.EndsWith('…'));
    }

    [Theory]
    [InlineData("#ffffff", "#ffffff")]
    [InlineData("#000000", "#000000")]
    [InlineData("#808080", "#7f7f7f")]
    [InlineData("#ffff00", "#00ff00")]
    public void Any_pair_of_colours_leaves_text_readable(string primary, string secondary)
    {
        foreach (var scheme in Enum.GetValues<CardScheme>())
        {
            var colours = CardColours.Of(new(primary, secondary), scheme);
            Assert.All([colours.Text, colours.Soft, colours.Accent], ink => Assert.True(Ink.Worst(ink, colours.Surfaces) >= Ink.Readable, $"{scheme}: {ink.Hex} over {colours.Ground.Hex}"));
            Assert.True(Ink.Contrast(colours.OnAccent, colours.Accent) >= Ink.Readable);
        }
    }

    [Fact]
    public void Captions_of_shorts_fit_too()
    {
        var random = new Random(7);
        for (var n = 0; n < 60; n++)
        {
            var story = new MediaStory(Words(random, 9), null, Text(random), Words(random, 12), "Студия", "example.com", "ru");
            var script = ShortScript.Of(story, Type);
            var timed = script.Timed([.. script.Scenes.Select(s => (IReadOnlyList<double>)[.. s.Sentences.Select(t => t.Length / 14.0)])]);
            var art = new ShortArt(story, Colours(random), Type, timed.Scenes.Count);
            foreach (var (scene, number) in timed.Scenes.Select((s, i) => (s, i)))
                Assert.All(scene.Captions.Select(c => art.Words(scene, c, number)).Append(art.Still(scene, number)), Fits);
        }
    }

    private static void Check(MediaStory story, CardLayout layout, CardSize size, CardScheme scheme, BrandColours brand)
    {
        var sheet = CardArt.Draw(CardContents.Of(story, Type, layout, 0), size, CardColours.Of(brand, scheme), Type);
        Assert.NotEmpty(sheet.Lines);
        Fits(sheet);
    }

    private static void Fits(CardSheet sheet)
    {
        Assert.All(sheet.Lines, line =>
        {
            Assert.True(line.Left >= 40 && line.Left + line.Width <= sheet.Width - 40, $"over the side: {line}");
            Assert.True(line.Top >= 0 && line.Top + line.Height <= sheet.Height, $"over the top or foot: {line}");
            Assert.True(Ink.Worst(line.Ink, line.Behind) >= Ink.Readable, $"hard to read: {line}");
        });
        var lines = sheet.Lines.ToList();
        for (var n = 0; n < lines.Count; n++)
            for (var m = n + 1; m < lines.Count; m++)
                Assert.False(Overlap(lines[n], lines[m]), $"one over the other: {lines[n]} and {lines[m]}");
    }

    /// <summary>Letters over letters; the little below the line may stand beside the next one's capitals.</summary>
    private static bool Overlap(DrawnLine a, DrawnLine b) =>
        a.Left < b.Left + b.Width && b.Left < a.Left + a.Width && a.Top < b.Top + b.Height * 0.74 && b.Top < a.Top + a.Height * 0.74;

    private static string Words(Random random, int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => Pieces[random.Next(Pieces.Length)]));

    private static string Text(Random random) => random.Next(4) switch
    {
        0 => string.Join('\n', Enumerable.Range(1, random.Next(3, 9)).Select(n => $"{n}. {Words(random, random.Next(1, 12))}")),
        1 => $"{Words(random, 2)}:\n«{string.Join(' ', Enumerable.Range(0, random.Next(5, 30)).Select(_ => "слово"))}»",
        2 => string.Join(". ", Enumerable.Range(0, random.Next(1, 6)).Select(_ => "Слово " + Words(random, random.Next(1, 20)))),
        _ => "",
    };

    private static BrandColours Colours(Random random) => new($"#{random.Next(0x1000000):x6}", $"#{random.Next(0x1000000):x6}");
}
