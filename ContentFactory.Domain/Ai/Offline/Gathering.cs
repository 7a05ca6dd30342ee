namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Decides what a post tells: topic, headline, facts, tags.</summary>
internal static class Gathering
{
    private const int MostPoints = 8;

    public static Material Of(CompositionRequest request, AvoidedWords avoided, List<Fact> facts, List<Fact> titles)
    {
        var said = Counts(facts.Concat(titles));
        var keywords = request.TopicKeywords.Select(Sentences.Clean).Where(k => k.Length is > 1 and <= 60 && !avoided.Has(k))
            .Select((k, i) => (Word: k, Times: Times(k, said), i)).Where(k => k.Times > 0).OrderByDescending(k => k.Times).ThenBy(k => k.i).Select(k => k.Word).ToList();
        HashSet<string> topicStems = [.. request.TopicKeywords.SelectMany(Stems.Words).Select(Stems.Of)];
        var headline = titles.OrderByDescending(t => topicStems.Count(t.Stems.Contains)).ThenBy(t => t.Source).FirstOrDefault();
        var themes = Themes.Of(request.Language, [.. titles.Select(t => t.Text)], [.. facts.Select(f => f.Text)], topicStems, request.CompanyName).Where(p => !avoided.Has(p)).ToList();
        var chosen = Choose(request, facts, titles, headline, topicStems);
        return new Material(keywords.FirstOrDefault() ?? themes.FirstOrDefault(), headline is null ? "" : Wording.Bare(headline.Text), chosen, headline?.Source, themes, Hashtags.Of(keywords, themes, request.CompanyName, avoided));
    }

    private static Dictionary<string, int> Counts(IEnumerable<Fact> facts) =>
        facts.SelectMany(f => f.Sentences.SelectMany(Stems.Words).Select(w => (Stem: Stems.Of(w), Weight: f.Position == 0 ? 3 : 1))).GroupBy(s => s.Stem).ToDictionary(g => g.Key, g => g.Sum(s => s.Weight));

    /// <summary>How often all the words of a keyword are said; a keyword of many words is said as often as its rarest one.</summary>
    private static int Times(string keyword, Dictionary<string, int> said)
    {
        var stems = Stems.Words(keyword).Where(w => !StopWords.Has(w)).Select(Stems.Of).ToList();
        return stems.Count == 0 ? 0 : stems.Min(s => said.GetValueOrDefault(s));
    }

    private static List<Fact> Choose(CompositionRequest request, List<Fact> facts, List<Fact> titles, Fact? headline, HashSet<string> topicStems)
    {
        var wanted = request.TextLimit switch { < 300 => 1, < 500 => 2, < 900 => 3, < 2_000 => 4, _ => 5 };
        // a list is told whole: a headline may have promised it
        if (facts.Count(f => f.IsPoint) is >= 3 and <= MostPoints and var points && wanted >= 3 && request.Sources.Count == 1)
            return [.. facts.Where(f => f.IsPoint).Take(points)];
        // what speaks in the company's own words is told first
        HashSet<string> liked = [.. topicStems, .. request.Voice.Preferred.Where(p => !p.Contains("->", StringComparison.Ordinal)).SelectMany(Stems.Words).Select(Stems.Of)];
        var best = Summary.Choose(facts, headline?.Stems ?? [], liked, wanted, place => Taste(request.Seed, place));
        if (best.Count == 0)
            best = [.. titles.Take(wanted)];
        return [.. best.OrderBy(f => f.Source == best[0].Source ? -1 : f.Source).ThenBy(f => f.Position)];
    }

    // between 0.8 and 1.2
    private static double Taste(int seed, int place)
    {
        var mixed = unchecked((uint)seed * 2246822519u + (uint)(place + 1) * 3266489917u);
        mixed ^= mixed >> 13;
        mixed = unchecked(mixed * 668265263u);
        return 0.8 + (mixed >> 8) % 401 / 1000.0;
    }
}
