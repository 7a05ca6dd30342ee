using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Fills the phrasebook's sentences in the company's voice; choices depend on the seed alone.</summary>
internal sealed partial class Wording(CompositionRequest request, AvoidedWords avoided, Material material)
{
    private static readonly string[] WarmTraits =
        ["друж", "тепл", "тёпл", "весел", "весёл", "игрив", "заботл", "открыт", "лёгк", "легк", "юмор", "friend", "warm", "play", "fun", "caring", "casual", "cheer", "open", "humor", "humour"];

    private readonly string topic = material.Topic;
    private readonly string headline = material.Headline;
    private readonly Phrasebook book = Phrasebook.Of(request.Language);

    public bool IsWarm { get; } = request.Voice.Personality.Any(p => WarmTraits.Any(t => p.Contains(t, StringComparison.OrdinalIgnoreCase)));

    public string Hook(PostForm form) => Choose(book.Hooks[form], 1) ?? Choose(book.Hooks[PostForm.News], 2) ?? "";

    public string? Bridge() => request.CompanyName.Trim().Length == 0 ? null : Choose(IsWarm ? book.WarmBridges : book.Bridges, 3);

    public string? Question() => Choose(book.Questions, 4);

    public string? LeadIn() => Choose(book.LeadIns, 5);

    public string Title() => headline.Length > 0 ? headline : Choose(book.Titles, 6) ?? topic;

    public string VideoIdea() => Choose(book.VideoIdeas, 7) ?? "";

    public string ImagePrompt()
    {
        var prompt = Choose([book.ImagePrompt], 8);
        var details = string.Join(", ", material.Phrases.Where(p => Hashtags.IsBaseForm(p) && !Stems.Words(p).Select(Stems.Of).All(Stems.Words(topic).Select(Stems.Of).Contains)).Take(3));
        return prompt is null ? details : details.Length == 0 ? prompt + "." : prompt + book.ImageDetails + details + ".";
    }

    public string MiniScript(string hook, IEnumerable<string> facts, string? callToAction)
    {
        var scenes = facts.Take(3).Select((f, i) => $"{3 + i * 7}–{10 + i * 7} {(request.Language == "ru" ? "с" : "s")}. {book.ScriptFact}{f}");
        var end = callToAction ?? Choose([book.ScriptOwnEnd], 9);
        List<string> lines = [book.ScriptHook + hook, .. scenes];
        if (end is not null)
            lines.Add(book.ScriptEnd + end);
        return string.Join('\n', lines.Where(l => !avoided.Has(l)));
    }

    public string? Attribution()
    {
        var used = material.Facts.Select(f => f.Source).Append(material.HeadlineSource ?? material.Facts[0].Source).ToHashSet();
        var sites = request.Sources.Where((_, i) => used.Contains(i)).Select(s => string.IsNullOrWhiteSpace(s.SiteName) ? s.Link?.Host : Sentences.Clean(s.SiteName))
            .OfType<string>().Where(s => s.Length is > 0 and <= 60).Distinct(StringComparer.OrdinalIgnoreCase).Take(3).ToList();
        var line = sites.Count == 0 ? null : (sites.Count == 1 ? book.Source : book.Sources) + string.Join(", ", sites);
        return line is null || avoided.Has(line) ? null : line;
    }

    /// <summary>An emoji of the company's set, or nothing.</summary>
    public string Emoji(int salt) => request.Voice.Emoji.Count == 0 ? "" : request.Voice.Emoji[Pick(request.Voice.Emoji.Count, salt)].Trim();

    public int Pick(int count, int salt)
    {
        // a fixed mix, because the framework's random numbers may change between versions
        var mixed = unchecked((uint)request.Seed * 2654435761u ^ (uint)salt * 2246822519u);
        mixed ^= mixed >> 15;
        mixed = unchecked(mixed * 2246822519u);
        return (int)((mixed ^ (mixed >> 13)) % (uint)count);
    }

    private string? Choose(string[] options, int salt)
    {
        var start = Pick(options.Length, salt);
        return Enumerable.Range(0, options.Length).Select(i => options[(start + i) % options.Length])
            .Where(o => (headline.Length > 0 || !o.Contains("{t}", StringComparison.Ordinal)) && !(headline.Length > 0 && headline[^1] is '?' or '!' && o.Contains("{t}. ", StringComparison.Ordinal)))
            .Select(Fill).FirstOrDefault(o => !avoided.Has(o));
    }

    private string Fill(string pattern)
    {
        var informal = string.Equals(request.Voice.FormOfAddress?.Trim(), "ты", StringComparison.OrdinalIgnoreCase);
        pattern = Address().Replace(pattern, m => m.Groups[informal ? 1 : 2].Value);
        var filled = pattern.Replace("{n}", material.Facts.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{k}", pattern.StartsWith("{k}", StringComparison.Ordinal) ? Capital(topic) : topic, StringComparison.Ordinal)
            .Replace("{c}", Company(), StringComparison.Ordinal);
        filled = headline.Length > 0 && headline[^1] is '?' or '!' or '…' or '.' ? filled.Replace("{t}.", "{t}", StringComparison.Ordinal) : filled;
        return Capital(filled.Replace("{t}", headline, StringComparison.Ordinal));
    }

    /// <summary>In Russian a name in Cyrillic stands in quotation marks, so that it need not be inflected.</summary>
    private string Company()
    {
        var name = Sentences.Clean(request.CompanyName);
        var plain = request.Language != "ru" || name.AsSpan().ContainsAny('«', '"', '“') || !name.Any(c => c is >= 'А' and <= 'я');
        return plain ? name : $"«{name}»";
    }

    internal static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    [GeneratedRegex(@"\[([^\[\]|]*)\|([^\[\]|]*)\]")]
    private static partial Regex Address();
}
