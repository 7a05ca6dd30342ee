using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Fills the phrasebook's sentences in the company's voice; choices depend on the seed alone.</summary>
internal sealed partial class Wording(CompositionRequest request, AvoidedWords avoided, Material material)
{
    private static readonly string[] WarmTraits =
        ["друж", "тепл", "тёпл", "весел", "весёл", "игрив", "заботл", "открыт", "лёгк", "легк", "юмор", "friend", "warm", "play", "fun", "caring", "casual", "cheer", "open", "humor", "humour"];

    private readonly Phrasebook book = Phrasebook.Of(request.Language);
    private readonly string headline = material.Promise;

    public bool IsWarm => IsWarmVoice(request.Voice);

    public static bool IsWarmVoice(BrandVoice voice) => voice.Personality.Any(p => WarmTraits.Any(t => p.Contains(t, StringComparison.OrdinalIgnoreCase)));

    public static bool IsInformal(BrandVoice voice) => string.Equals(voice.FormOfAddress?.Trim(), "ты", StringComparison.OrdinalIgnoreCase);

    public string? Closing() => request.CompanyName.Trim().Length == 0 ? null : Choose(IsWarm ? book.WarmClosings : book.Closings, 13);

    public string? Question() => Choose(material.IsAdvice ? book.AdviceQuestions : book.NewsQuestions, 14);

    public string? LeadIn() => Choose(book.LeadIns, 15);

    public string Title() => headline.Length > 0 ? headline : Choose(book.Titles, 16) ?? Bare(material.Facts[0].Head);

    public string? OwnEnd() => Choose(book.ScriptOwnEnds, 19);

    public string? Attribution()
    {
        var sites = Sites();
        var line = sites.Count == 0 ? null : (sites.Count == 1 ? book.Source : book.Sources) + string.Join(", ", sites);
        return line is null || avoided.Has(line) ? null : line;
    }

    /// <summary>Where the facts come from, by name.</summary>
    public IReadOnlyList<string> Sites()
    {
        var used = material.Facts.Select(f => f.Source).Append(material.HeadlineSource ?? material.Facts[0].Source).ToHashSet();
        return [.. request.Sources.Where((_, i) => used.Contains(i)).Select(s => string.IsNullOrWhiteSpace(s.SiteName) ? s.Link?.Host : Name(s.SiteName))
            .OfType<string>().Where(s => s.Length is > 0 and <= 60 && !avoided.Has(s)).Distinct(StringComparer.OrdinalIgnoreCase).Take(3)];
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

    /// <param name="fact">For {f}; patterns with it are left out where it is null.</param>
    public string? Choose(IReadOnlyList<string> options, int salt, string? fact = null)
    {
        var start = Pick(options.Count, salt);
        return Enumerable.Range(0, options.Count).Select(i => options[(start + i) % options.Count]).Where(o => CanFill(o, fact)).Select(o => Fill(o, fact)).FirstOrDefault(o => !avoided.Has(o));
    }

    public static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>Without the full stop.</summary>
    public static string Bare(string text) => text.EndsWith('.') && !Sentences.EndsWithAbbreviation(text) ? text[..^1] : text;

    private bool CanFill(string pattern, string? fact) =>
        (headline.Length > 0 || !pattern.Contains("{t}", StringComparison.Ordinal))
        && (material.Topic is not null || !pattern.Contains("{k}", StringComparison.Ordinal))
        && (fact is not null || !pattern.Contains("{f}", StringComparison.Ordinal))
        && (material.Facts.Count >= 3 || !pattern.Contains("{n}", StringComparison.Ordinal))
        // a question after a headline that asks already would be one too many
        && !(headline.Length > 0 && (headline[^1] is '?' or '!' || Asks().IsMatch(headline)) && (pattern.Contains("{t}. ", StringComparison.Ordinal) || pattern.Contains("{t}:", StringComparison.Ordinal)));

    /// <summary>In one pass: what a name or a headline says is never a pattern again.</summary>
    private string Fill(string pattern, string? fact)
    {
        var informal = IsInformal(request.Voice);
        pattern = Address().Replace(pattern, m => m.Groups[informal ? 1 : 2].Value);
        if (headline.Length > 0 && headline[^1] is '?' or '!' or '…' or '.')
            pattern = pattern.Replace("{t}.", "{t}", StringComparison.Ordinal);
        return Capital(Place().Replace(pattern, m => m.Value switch
        {
            "{k}" => m.Index == 0 ? Capital(material.Topic!) : material.Topic!,
            "{t}" => headline,
            "{f}" => fact!,
            "{c}" => Company(),
            _ => Count(material.Facts.Count),
        }));
    }

    private string Count(int facts)
    {
        var number = facts.ToString(CultureInfo.InvariantCulture);
        return request.Language == "ru" ? $"{number} {(facts is 1 ? "факт" : facts < 5 ? "факта" : "фактов")}" : number + " facts";
    }

    /// <summary>In Russian a name in Cyrillic stands in quotation marks, so that it need not be inflected.</summary>
    private string Company()
    {
        var name = Name(request.CompanyName);
        var plain = request.Language != "ru" || name.AsSpan().ContainsAny('«', '"', '“') || !name.Any(c => c is >= 'А' and <= 'я');
        return plain ? name : $"«{name}»";
    }

    // a name is printed as it was written, whatever another machine would make of it
    private static string Name(string name) => PlainText.Visible(name.Replace('<', ' ').Replace('>', ' '));

    [GeneratedRegex(@"\[([^\[\]|]*)\|([^\[\]|]*)\]")]
    private static partial Regex Address();

    [GeneratedRegex(@"\{[ktfcn]\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"^(?:Как|Из чего|С чего|О чём|Для чего|Почему|Зачем|Что|Чем|Когда|Где|Сколько|Кто|Какой|Какие|How|Why|What|When|Where|Who|Which)\b")]
    private static partial Regex Asks();
}
