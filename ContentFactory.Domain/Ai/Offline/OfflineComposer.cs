namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Writes a post from the facts of found texts by template, without any model. The same request gives the same post.</summary>
public static class OfflineComposer
{
    public const int ShortestLimit = 60;
    private const int TitleLength = 100;

    public static Result<Composition> Compose(CompositionRequest request)
    {
        if (request.Language is not ("ru" or "en"))
            return Problem.Invalid("Language", "Ai.ComposerLanguage");
        if (request.TextLimit < ShortestLimit)
            return Problem.Invalid("TextLimit", "Ai.ComposerLimit", ShortestLimit);

        var avoided = new AvoidedWords(request.Voice);
        var facts = Facts.Of(request, avoided);
        var titles = Facts.OfTitles(request, avoided);
        if (facts.Count + titles.Count == 0)
            return Problem.Invalid("Sources", request.Sources.Count == 0 ? "Ai.ComposerNoSources" : "Ai.ComposerUselessSources");
        return Write(request, avoided, facts, titles);
    }

    private static Composition Write(CompositionRequest request, AvoidedWords avoided, List<Fact> facts, List<Fact> titles)
    {
        var keywords = request.TopicKeywords.Select(Sentences.Clean).Where(k => k.Length is > 1 and <= 60 && !avoided.Has(k)).ToList();
        HashSet<string> topicStems = [.. keywords.SelectMany(Stems.Words).Select(Stems.Of)];
        var phrases = KeyPhrases.Of(titles.Select(t => t.Text), facts.Select(f => f.Text), topicStems, 8).Where(p => !avoided.Has(p)).ToList();

        var headline = Lead(titles, topicStems);
        var chosen = Choose(request, facts, titles, headline, topicStems);
        var topic = keywords.FirstOrDefault(k => Mentions(k, chosen, headline?.Text)) ?? keywords.FirstOrDefault() ?? phrases.FirstOrDefault(Hashtags.IsBaseForm) ?? Caption.Cut(Plain(headline) ?? chosen[0].Text, 60);
        var material = new Material(topic, Plain(headline) ?? "", chosen, headline?.Source, phrases, Hashtags.Of(keywords, phrases, request.CompanyName, avoided));
        return Assemble(request, avoided, material);
    }

    private static string? Plain(Fact? headline) =>
        headline is null ? null : headline.Text[^1] == '.' && !Sentences.EndsWithAbbreviation(headline.Text) ? headline.Text[..^1] : headline.Text;

    /// <summary>The headline that says most about the topic, the earlier the better.</summary>
    private static Fact? Lead(List<Fact> titles, HashSet<string> topicStems) =>
        titles.OrderByDescending(t => topicStems.Count(t.Stems.Contains)).ThenBy(t => t.Source).FirstOrDefault();

    private static List<Fact> Choose(CompositionRequest request, List<Fact> facts, List<Fact> titles, Fact? headline, HashSet<string> topicStems)
    {
        var wanted = request.TextLimit switch { < 300 => 1, < 500 => 2, < 900 => 3, < 2_000 => 4, _ => 5 };
        // what speaks in the company's own words is told first
        HashSet<string> liked = [.. topicStems, .. request.Voice.Preferred.Where(p => !p.Contains("->", StringComparison.Ordinal)).SelectMany(Stems.Words).Select(Stems.Of)];
        var best = Summary.Choose(facts, headline?.Stems ?? [], liked, wanted);
        if (best.Count == 0)
            best = [.. titles.Take(wanted)];
        return [.. best.OrderBy(f => f.Source == best[0].Source ? -1 : f.Source).ThenBy(f => f.Position)];
    }

    private static bool Mentions(string keyword, List<Fact> chosen, string? headline)
    {
        var said = Stems.Words(string.Join(' ', chosen.Select(c => c.Text).Append(headline))).Select(Stems.Of).ToHashSet();
        return Stems.Words(keyword).Where(w => !StopWords.Has(w)).Select(Stems.Of).Any(said.Contains);
    }

    private static Composition Assemble(CompositionRequest request, AvoidedWords avoided, Material material)
    {
        var wording = new Wording(request, avoided, material);
        var facts = material.Facts.Select(f => f.Text).ToList();
        var form = (PostForm)wording.Pick(4, 0);
        form = form == PostForm.List && facts.Count < 3 ? PostForm.News : form;
        var hook = wording.Hook(form);
        var callToAction = string.IsNullOrWhiteSpace(request.CallToAction) || avoided.Has(request.CallToAction) ? null : request.CallToAction.Trim();

        var caption = new Caption();
        AddFacts(caption, form, wording.Emoji(10) is { Length: > 0 } emoji ? $"{emoji} {hook}" : hook, facts, hook, wording);
        caption.Add(wording.Bridge(), WorthOf.Bridge);
        caption.Add(form == PostForm.Question || callToAction is null ? wording.Question() : null, WorthOf.Question);
        caption.Add(callToAction, WorthOf.CallToAction);
        caption.Add(wording.Attribution(), WorthOf.Attribution);
        var (text, tags, told) = caption.Fit(material.Hashtags, request.TextLimit);
        // the opening counts the facts and the last line names their sources, so both are written again for those that fitted
        if (told > 0 && told < facts.Count && form is PostForm.List or PostForm.Tip)
            return Assemble(request, avoided, material with { Facts = material.Facts[..told] });

        var shortFacts = facts.Select(f => Caption.Cut(f, 160)).ToList();
        return new Composition(
            Caption.Cut(wording.Title(), TitleLength), hook, text, tags, callToAction, material.Phrases, wording.VideoIdea(),
            wording.MiniScript(Caption.Cut(hook, 120), shortFacts, callToAction), wording.ImagePrompt());
    }

    private static void AddFacts(Caption caption, PostForm form, string opening, List<string> facts, string hook, Wording wording)
    {
        caption.Add(opening, WorthOf.Hook);
        var fresh = facts.Where(f => !hook.Contains(f.TrimEnd('.'), StringComparison.Ordinal)).ToList();
        var isListed = form is PostForm.Tip or PostForm.List && fresh.Count > 1;
        var leadIn = isListed && form == PostForm.Tip && wording.LeadIn() is { } words ? words + "\n" : "";
        for (var i = 0; i < fresh.Count; i++)
        {
            var mark = !isListed ? "" : form == PostForm.List ? $"{i + 1}. " : "— ";
            caption.Add((i == 0 ? leadIn : "") + mark + fresh[i], i == 0 ? WorthOf.FirstFact : WorthOf.OtherFact - i, tight: isListed && i > 0);
        }
    }
}

/// <summary>What the sources gave.</summary>
internal sealed record Material(string Topic, string Headline, List<Fact> Facts, int? HeadlineSource, List<string> Phrases, List<string> Hashtags);
