using ContentFactory.Domain.Ai.Offline;

namespace ContentFactory.Domain.Ai;

/// <param name="Text">Null when the words to avoid leave nothing to say.</param>
/// <param name="LeftOut">Words to avoid that stood in the material and not in the text.</param>
/// <param name="Replaced">"old → new".</param>
public sealed record VoiceSampleText(string? Text, IReadOnlyList<string> LeftOut, IReadOnlyList<string> Replaced);

/// <summary>A paragraph in a voice, written by the offline composer from made-up material that says everything which the voice avoids.</summary>
public static class VoiceSample
{
    private const int Limit = 620;
    private const int MostWords = 40;
    private const int MostLiked = 3;

    // the opening, the bridge and the question of these seeds address the reader
    private const int SeedRu = 7;
    private const int SeedEn = 7;

    private static readonly Dictionary<string, Stuff> Stuffs = new()
    {
        ["ru"] = new(
            "Как подготовиться к сезону и не потерять покупателей", "подготовка к сезону",
            "Подготовка к сезону начинается за шесть недель: за это время успевают заказать товар и обучить людей. Магазины, которые открыли предзаказ заранее, продали на 23% больше. "
            + "Покупатели чаще возвращаются туда, где им отвечают в течение часа. Доставка в день заказа решает спор в пользу небольших компаний.",
            "В поиске к этому сезону покупатели чаще всего набирали: {0}.", "В обзоре о подготовке к сезону покупатели называли это одним словом: «{0}».", "В 9 из 10 объявлений к прошлому сезону покупатели видели слово «{0}»."),
        ["en"] = new(
            "How to prepare for the season and keep your customers", "the new season",
            "Preparing for the new season takes six weeks, which leaves time to order stock and train people. Shops that opened early orders sold 23% more. "
            + "Customers come back to companies that answer within an hour. Same-day delivery decides the matter in favour of small businesses.",
            "What customers searched for most before the new season: {0}.", "In a survey about the new season customers used one word for it: \"{0}\".", "Before the last season customers saw the word \"{0}\" in 9 of 10 shop windows."),
    };

    public static VoiceSampleText Write(BrandVoice voice, string companyName)
    {
        var stuff = Stuffs[voice.Language is "en" ? "en" : "ru"];
        var swaps = AvoidedWords.Swaps(voice);
        var words = voice.Avoid.Where(w => !swaps.ContainsKey(w)).Take(MostWords).ToList();
        var composed = OfflineComposer.Compose(new CompositionRequest(
            voice.Language is "en" ? "en" : "ru",
            [new(stuff.Title, Said(stuff, Liked(voice), words, swaps.Keys.Take(MostWords)), null, null, null)],
            [stuff.Topic], voice, companyName, null, Limit, voice.Language is "en" ? SeedEn : SeedRu));
        return new VoiceSampleText(composed.Ok ? composed.Value.Text : null, words, [.. swaps.Select(s => $"{s.Key} → {s.Value}")]);
    }

    private static List<string> Liked(BrandVoice voice) => [.. voice.Preferred.Where(p => !p.Contains("->", StringComparison.Ordinal)).Take(MostLiked)];

    private static string Said(Stuff stuff, List<string> liked, IEnumerable<string> avoided, IEnumerable<string> swapped) => string.Join(' ',
        [.. liked.Count > 0 ? [Filled(stuff.Liked, string.Join(", ", liked))] : Array.Empty<string>(), .. swapped.Select(w => Filled(stuff.Swapped, w)), stuff.Facts, .. avoided.Select(w => Filled(stuff.Avoided, w))]);

    private static string Filled(string sentence, string word) => sentence.Replace("{0}", word, StringComparison.Ordinal);

    private sealed record Stuff(string Title, string Topic, string Facts, string Liked, string Avoided, string Swapped);
}
