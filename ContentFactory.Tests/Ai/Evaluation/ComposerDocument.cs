using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Trends.Feeds;
using ContentFactory.Web.Demo;

namespace ContentFactory.Tests.Ai.Evaluation;

/// <summary>Ten posts from the feeds of the demo, in the voice of its company, with what each of nine networks gets.</summary>
internal static partial class ComposerDocument
{
    public const string Path = "docs/composer.md";
    public const string Remake = $"COMPOSER_TO={Path} ./test ComposerDocument";

    private const int Posts = 10;

    private const string Head = """
        # The offline composer

        Writes a post, and a text for each network, from found texts without any model. It invents nothing: what stands in a post is a whole sentence of a source, the company's call to action, or a sentence of the
        phrasebook (`ContentFactory.Domain/Ai/Offline/PhrasebookRu.cs`, `PhrasebookEn.cs`). The same request with the same seed gives the same post; another seed chooses other facts, another opening, another layout.

        - **Sentences** (`Sentences`, `Facts`, `Manner`, `Unfit`): cleaned of markup, addresses and invisible characters; left out are the site's own furniture, contacts, what speaks for its author ("we"), what addresses the reader otherwise
          than the company does, and what is addressed to whoever writes. A sentence that leans on the one before ("It", "Поэтому") is told with it or not at all.
        - **Words** (`Themes`, `Nouns`, `Hashtags`): Russian words stand alone only where their first form is known: topic keywords, a lexicon, names after the kind of thing ("завод «Лазурит»").
        - **Openings** (`Openings`): headline, figure, question, practical; a headline that promises five points is used only where five are told.
        - **Networks** (`Networks`): limits as each network counts; X gets a chain of whole sentences, TikTok one line for the film, Instagram an opening that fits into the first 125 characters, Discord and others no markup.
        - **Voice** (`VoiceConflicts`, `AvoidedWords`): avoided words in any inflection; a voice that contradicts itself is settled to the safe side, and the dialog says so.

        `./bench composer` checks 40 texts with two seeds for nine networks. The posts below are made from the demo's feeds by `{0}`.

        """;

    public static string Text()
    {
        var studio = DemoStudio.Read();
        var voice = new BrandVoice("ru", studio.Voice.Address, studio.Voice.Personality, studio.Voice.Preferred, studio.Voice.Avoid, studio.Voice.Emoji, studio.Voice.Do, studio.Voice.Dont);
        var document = new StringBuilder(Head.Replace("{0}", Remake, StringComparison.Ordinal).ReplaceLineEndings("\n"));
        var items = studio.Feeds.Where(f => f.Topic is null).SelectMany(f => Items(f.File)).Take(Posts).ToList();
        foreach (var (item, site, n) in items.Select((i, n) => (i.Item, i.Site, n)))
        {
            var keywords = studio.Topics.Where(t => t.Language == "ru").SelectMany(t => t.Keywords.Split(", ")).ToList();
            var request = new CompositionRequest("ru", [new(item.Title, item.Text.Length > item.Summary.Length ? item.Text : item.Summary, site, item.Link, null)], keywords, voice, studio.Tenant.Name, studio.CallToAction, 1_000, 100 + n) { Platforms = NetworkShapes.All };
            Add(document, n + 1, item.Title, OfflineComposer.Compose(request).Value);
        }
        return document.ToString();
    }

    private static void Add(StringBuilder document, int number, string title, Composition post)
    {
        document.Append(CultureInfo.InvariantCulture, $"\n## {number}. {title}\n\n**Исходный текст**\n\n{Quote(post.Hashtags.Count == 0 ? post.Text : $"{post.Text}\n\n{string.Join(' ', post.Hashtags)}")}\n");
        foreach (var shape in NetworkShapes.All)
        {
            var own = post.Variants.SingleOrDefault(v => v.Platform == shape.Platform);
            var text = own is null ? "как исходный текст" : own.Parts.Count > 0 ? Quote(string.Join("\n\n---\n\n", own.Parts)) : Quote(own.Text);
            document.Append(CultureInfo.InvariantCulture, $"\n**{shape.Platform}**{(own is null ? ": " : "\n\n")}{text}\n");
        }
        document.Append(CultureInfo.InvariantCulture, $"\n**Другие первые фразы**: {string.Join(" / ", post.Hooks.Skip(1))}\n\n**Ролик**: {post.VideoIdea}\n\n```text\n{post.MiniScript}\n```\n\n**Картинка**: {post.ImagePrompt}\n");
    }

    private static string Quote(string text) => string.Join('\n', text.Split('\n').Select(l => l.Length == 0 ? ">" : "> " + l.Replace("#", "\\#", StringComparison.Ordinal) + "  "));

    private static IEnumerable<(FeedItem Item, string Site)> Items(string file)
    {
        using var reader = new StreamReader(DemoStudio.Resource($"Demo/Feeds/{file}.xml"));
        var text = Token().Replace(reader.ReadToEnd(), m => m.Groups[1].Value == "base" ? "https://demo.example" : "Sat, 28 Nov 2026 10:00:00 GMT");
        var feed = FeedReader.Read(Encoding.UTF8.GetBytes(text), "application/rss+xml; charset=utf-8", new Uri("https://demo.example/feed")).Value;
        return feed.Items.Select(i => (i, feed.Title));
    }

    [GeneratedRegex(@"\{\{(base|rfc|iso)(?::\d+)?\}\}")]
    private static partial Regex Token();
}
