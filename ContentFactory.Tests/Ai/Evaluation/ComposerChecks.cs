using System.Text.Json;
using System.Text.RegularExpressions;
using ContentFactory.Domain.Ai;
using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Tests.Ai.Evaluation;

/// <summary>What an editor would check of a composed post, as far as a machine can.</summary>
internal static partial class ComposerChecks
{
    public const string Company = "Studio Lad";

    private static readonly Dictionary<string, Func<EvaluationItem, CompositionRequest, Composition, IEnumerable<string>>> Checks = new()
    {
        ["facts"] = (item, request, post) => Everything(post).SelectMany(t => InventedFacts(item, request, t)),
        ["limits"] = (_, request, post) => Limits(request, post),
        ["words"] = (_, request, post) => Everything(post).Where(t => new AvoidedWords(request.Voice).Has(t)),
        ["language"] = (item, _, post) => Messages(post).Where(t => IsOtherLanguage(item, t)),
        ["repetition"] = (_, _, post) => Wholes(post).SelectMany(w => Told(w).GroupBy(s => s).Where(g => g.Count() > 1).Select(g => g.Key)),
        ["whole sentences"] = (_, _, post) => Messages(post).SelectMany(CutLines),
        ["standing alone"] = (item, _, post) => Messages(post).SelectMany(m => Dangling(item, m)),
        ["plain text"] = (_, _, post) => Messages(post).Where(m => Markup().IsMatch(m)),
        ["determinism"] = (_, request, post) => Json(post) == Json(OfflineComposer.Compose(request).Value) ? [] : ["another text for the same request"],
    };

    public static IReadOnlyList<string> Names => [.. Checks.Keys];

    /// <summary>A word of the item itself is avoided, so that the check has something to find.</summary>
    public static CompositionRequest Request(EvaluationItem item, int seed)
    {
        var voice = BrandVoice.Plain(item.Language) with { Emoji = ["★"], Personality = seed % 2 == 0 ? [] : ["friendly"], FormOfAddress = "вы", Avoid = [AvoidedOf(item)] };
        var call = seed % 3 == 0 ? item.Language == "ru" ? "Напишите нам, и мы подскажем." : "Write to us for advice." : null;
        return new(item.Language, [item.Source], item.Keywords, voice, Company, call, 1_000, seed) { Platforms = NetworkShapes.All };
    }

    /// <summary>What is wrong, by check.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Faults(EvaluationItem item, int seed)
    {
        var request = Request(item, seed);
        var post = OfflineComposer.Compose(request).Value;
        return Checks.ToDictionary(c => c.Key, c => (IReadOnlyList<string>)[.. c.Value(item, request, post).Select(f => $"{item.Name}, seed {seed}: {f}")]);
    }

    private static string AvoidedOf(EvaluationItem item)
    {
        var headline = Stems.Words(item.Source.Title + " " + string.Join(' ', item.Keywords)).Select(Stems.Core).ToHashSet();
        return Sentences.Split(item.Source.Text).Skip(1).SelectMany(Stems.Words).Where(w => w.Length > 6 && w.All(char.IsLetter) && !headline.Contains(Stems.Core(w))).OrderByDescending(w => w.Length).ThenBy(w => w, StringComparer.Ordinal).First();
    }

    private static string Json(Composition post) => JsonSerializer.Serialize(post);

    private static IEnumerable<string> Messages(Composition post) =>
        post.Variants.SelectMany(v => v.Parts.Count > 0 ? v.Parts : [v.Text]).Append(Whole(post));

    private static IEnumerable<string> Wholes(Composition post) => post.Variants.Select(v => v.Parts.Count > 0 ? string.Join('\n', v.Parts) : v.Text).Append(Whole(post));

    private static string Whole(Composition post) => post.Hashtags.Count == 0 ? post.Text : $"{post.Text}\n\n{string.Join(' ', post.Hashtags)}";

    private static IEnumerable<string> Everything(Composition post) => [.. Messages(post), .. post.Hooks, post.Title];

    private static IEnumerable<string> InventedFacts(EvaluationItem item, CompositionRequest request, string text)
    {
        var source = Sentences.Clean(item.Source.Title.ReplaceLineEndings(" ")) + " " + string.Join(' ', Sentences.Split(item.Source.Text)) + " " + item.Source.SiteName + " " + request.CallToAction + " " + Company;
        var told = Told(text, keepCounts: false).ToList();
        foreach (var number in told.SelectMany(l => Number().Matches(l).Select(m => m.Value)).Where(n => !Number().Matches(source).Any(m => m.Value == n)))
            yield return $"the number {number} is not in the source";
        foreach (var name in told.SelectMany(l => Name().Matches(l).Select(m => m.Groups[1].Value)).Where(n => !source.Contains(n, StringComparison.Ordinal)))
            yield return $"the name {name} is not in the source";
    }

    private static IEnumerable<string> Limits(CompositionRequest request, Composition post)
    {
        if (Whole(post).Length > request.TextLimit)
            yield return "the original is too long";
        foreach (var variant in post.Variants)
        {
            var shape = request.Platforms.Single(p => p.Platform == variant.Platform);
            if (variant.Parts.Count > shape.MostParts || (variant.Parts.Count > 0 ? variant.Parts : [variant.Text]).Any(p => shape.LengthOf(p) > shape.TextLength))
                yield return $"{variant.Platform} takes less";
        }
        if (post.Title.Length is 0 or > 90)
            yield return $"the title has {post.Title.Length} characters";
    }

    private static bool IsOtherLanguage(EvaluationItem item, string text)
    {
        var told = string.Join(' ', Told(text));
        var (letters, cyrillic) = (told.Count(char.IsLetter), told.Count(c => c is >= 'А' and <= 'я' or 'ё' or 'Ё'));
        return item.Language == "ru" ? cyrillic * 10 < letters * 7 : cyrillic > 0;
    }

    private static IEnumerable<string> CutLines(string message) =>
        Lines(message).Where(l => l.EndsWith('…') || !(l[^1] is '.' or '!' or '?' or ':' or '»' or '"' or '”' or ')') || !(char.IsUpper(l[0]) || char.IsDigit(l[0]) || l[0] is '«' or '"' or '“' or '★'));

    private static IEnumerable<string> Dangling(EvaluationItem item, string message)
    {
        var source = Sentences.Split(item.Source.Text).ToList();
        var told = Told(message).ToList();
        for (var i = 0; i < told.Count; i++)
        {
            if (Manner.Leans(told[i]) && source.IndexOf(told[i]) is > 0 and var place && (i == 0 || told[i - 1] != source[place - 1]))
                yield return "leans on nothing: " + told[i];
        }
    }

    /// <summary>Sentences without the marks of a layout.</summary>
    private static IEnumerable<string> Told(string text, bool keepCounts = true) =>
        Lines(text).Select(l => keepCounts ? l : Counted().Replace(l, "")).Select(l => l.TrimStart('★', ' ')).SelectMany(Sentences.OfLine);

    private static IEnumerable<string> Lines(string text) =>
        text.Split('\n').Select(l => Mark().Replace(l.Trim(), "")).Where(l => l.Length > 0 && !l.StartsWith('#') && !l.StartsWith("Источник", StringComparison.Ordinal) && !l.StartsWith("Source", StringComparison.Ordinal) && !Place().IsMatch(l));

    [GeneratedRegex(@"\d+(?:[.,:]\d+)*")]
    private static partial Regex Number();

    // a capital inside of a sentence
    [GeneratedRegex(@"(?<=[\p{Ll},] )(\p{Lu}[\p{L}-]+)")]
    private static partial Regex Name();

    [GeneratedRegex(@"^(?:\d{1,2}\. |— )")]
    private static partial Regex Mark();

    [GeneratedRegex(@"^\d+/\d+$")]
    private static partial Regex Place();

    [GeneratedRegex(@"\b\d+ (?:факт\w*|facts)\b")]
    private static partial Regex Counted();

    [GeneratedRegex(@"[<>{}*_`~\[\]|\\]|https?:|www\.")]
    private static partial Regex Markup();
}
