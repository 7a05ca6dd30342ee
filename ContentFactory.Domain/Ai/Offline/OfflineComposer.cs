using System.Globalization;
using ContentFactory.Domain.Ai.Offline.Networks;

namespace ContentFactory.Domain.Ai.Offline;

/// <summary>Writes a post from the facts of found texts by template, without any model. The same request gives the same post.</summary>
public static class OfflineComposer
{
    public const int ShortestLimit = 60;

    /// <summary>Fits as a title wherever a network has one.</summary>
    private const int TitleLength = 90;

    private const int LongestParagraph = 260;

    public static Result<Composition> Compose(CompositionRequest request)
    {
        if (request.Language is not ("ru" or "en"))
            return Problem.Invalid("Language", "Ai.ComposerLanguage");
        if (request.TextLimit < ShortestLimit)
            return Problem.Invalid("TextLimit", "Ai.ComposerLimit", ShortestLimit);

        var (voice, notes) = VoiceConflicts.Settle(request.Voice);
        request = request with { Voice = voice };
        var avoided = new AvoidedWords(voice);
        var facts = Facts.Of(request, avoided);
        var titles = Facts.OfTitles(request, avoided);
        if (facts.Count + titles.Count == 0)
            return Problem.Invalid("Sources", request.Sources.Count == 0 ? "Ai.ComposerNoSources" : "Ai.ComposerUselessSources");
        return Assemble(request, avoided, Gathering.Of(request, avoided, facts, titles)) with { Notes = notes };
    }

    private static Composition Assemble(CompositionRequest request, AvoidedWords avoided, Material material)
    {
        var (wording, book) = (new Wording(request, avoided, material), Phrasebook.Of(request.Language));
        var openings = new Openings(wording, material, book, request.Hook).All();
        var callToAction = string.IsNullOrWhiteSpace(request.CallToAction) || avoided.Has(request.CallToAction) ? null : request.CallToAction.Trim();
        var sheet = SheetOf(material, wording, openings, callToAction);
        var (text, tags, told) = Layout.Message(sheet, NetworkStyle.Original, request.TextLimit);
        // the opening counts the facts and the last line names their sources, so both are written again for those that fitted
        if (told > 0 && told < sheet.Told.Count && told < material.Facts.Count)
            return Assemble(request, avoided, material with { Facts = [.. material.Facts.Take(told + material.Facts.Count - sheet.Told.Count)] });
        var parts = request.Template is { Parts.Count: > 0 } template ? Fill(template, request, material, sheet with { Source = string.Join(", ", wording.Sites()) }, openings[0], callToAction) : null;
        var studio = new Studio(wording, avoided, material, book);
        var composed = new Composition(
            Title(wording.Title()), openings[0].Text, text, tags, callToAction, material.Themes, studio.VideoIdea(),
            studio.MiniScript(openings[0].Text, callToAction), studio.ImagePrompt())
        {
            VideoPrompt = studio.VideoPrompt(openings[0].Text),
            Hooks = [.. openings.Select(o => o.Text)],
        };
        return parts is { Count: > 0 } ? OfTemplate(composed, request, parts) : composed with { Variants = Variants(request, sheet, composed) };
    }

    /// <summary>For the networks where the original does not serve as it is.</summary>
    private static IReadOnlyList<PlatformText> Variants(CompositionRequest request, Sheet sheet, Composition composed)
    {
        var original = Layout.Whole(composed.Text, composed.Hashtags);
        return Serving(request, original, p => Adaptation.Of(sheet, p));
    }

    private static IReadOnlyList<PlatformText> Serving(CompositionRequest request, string original, Func<PlatformShape, PlatformText> make) =>
        [.. request.Platforms.Select(p => (Shape: p, Made: make(p))).Where(v => v.Made.Parts.Count > 0 || v.Made.Text != original).Select(v => v.Shape.Plain(v.Made))];

    private static Sheet SheetOf(Material material, Wording wording, List<Opening> openings, string? callToAction)
    {
        var facts = material.Facts.Where(f => f != openings[0].Told).ToList();
        // the opening has told the beginning of its fact; what leans on it follows
        var rest = openings[0].Told is { Sentences.Count: > 1 } begun ? new Telling([.. begun.Sentences.Skip(1)]) : null;
        var listed = facts.Count >= 3 && (material.IsList ? 1 : facts.All(f => f.Sentences.Count == 1) ? wording.Pick(5, 11) < 2 ? 2 : 0 : 0) is var kind ? kind : 0;
        var paragraph = 0;
        var told = facts.Select((f, i) => listed switch
        {
            1 => new Telling(f.Sentences, f.IsPoint ? (i + 1).ToString(CultureInfo.InvariantCulture) + ". " : "", i == 0 ? Caption.Paragraph : Caption.Line),
            2 => new Telling(f.Sentences, "— ", i == 0 ? Caption.Paragraph : Caption.Line),
            _ => new Telling(f.Sentences, "", i > 0 && Follows(facts[i - 1], f) && paragraph + f.Text.Length <= LongestParagraph ? Joined(ref paragraph, f) : Begun(ref paragraph, f)),
        }).ToList();
        return new Sheet([.. openings.Where(o => o.Told is null || o == openings[0]).Select(o => o.Text)], wording.Emoji(10), [.. rest is null ? [] : new[] { rest }, .. told], material.Hashtags)
        {
            LeadIn = listed == 2 ? wording.LeadIn() : null,
            Question = openings[0].Text.EndsWith('?') ? null : callToAction is null || wording.Pick(2, 12) == 0 ? wording.Question() : null,
            Closing = callToAction is null ? wording.Closing() : null,
            CallToAction = callToAction,
            Source = wording.Attribution(),
        };
    }

    // what stood together is told together, as long as a paragraph stays short
    private static bool Follows(Fact before, Fact fact) => fact.Source == before.Source && fact.Position == before.Position + before.Sentences.Count;

    private static string Joined(ref int paragraph, Fact fact)
    {
        paragraph += fact.Text.Length + 1;
        return " ";
    }

    private static string Begun(ref int paragraph, Fact fact)
    {
        paragraph = fact.Text.Length;
        return Caption.Paragraph;
    }

    private static IReadOnlyList<string> Fill(TemplateShape template, CompositionRequest request, Material material, Sheet sheet, Opening opening, string? callToAction)
    {
        for (var count = sheet.Told.Count; ; count--)
        {
            var facts = sheet.Told.Take(count).Select(t => string.Join(' ', t.Sentences)).ToList();
            var own = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["topic"] = material.Topic ?? "", ["hook"] = opening.Text, ["facts"] = string.Join('\n', facts), ["question"] = sheet.Question ?? sheet.Closing ?? "", ["call_to_action"] = callToAction ?? "",
                ["source"] = sheet.Source ?? "", ["company"] = request.CompanyName, ["date"] = Date(request) ?? "",
            };
            for (var i = 1; i <= 5; i++)
                own[$"fact{i}"] = facts.ElementAtOrDefault(i - 1) ?? "";
            var parts = TemplateFill.Fill(template, own);
            if (count == 0 || parts.Sum(p => p.Length + 2) <= request.TextLimit * parts.Count)
                return parts;
        }
    }

    private static string? Date(CompositionRequest request) => request.Today?.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(request.Language));

    private static Composition OfTemplate(Composition composed, CompositionRequest request, IReadOnlyList<string> parts)
    {
        var text = string.Join(Caption.Paragraph, parts);
        var tags = TemplateFill.Names(request.Template!.Parts).Contains("hashtags") ? composed.Hashtags : [];
        var variants = Serving(request, Layout.Whole(text, tags), p => parts.Count > 1 && p.MostParts >= parts.Count && parts.All(part => p.LengthOf(part) <= p.TextLength)
            ? new PlatformText(p.Platform, parts[0], parts)
            : Adaptation.Of(Sheet.Of(text, tags, composed.CallToAction, null), p));
        return composed with { Text = text, Hashtags = tags, Variants = variants };
    }

    private static string Title(string title)
    {
        if (title.Length <= TitleLength)
            return title;
        // at a pause of the sentence rather than in the middle of a thought
        var pause = title.LastIndexOfAny([':', '—', '.', '?', '!'], TitleLength);
        return pause > TitleLength / 2 ? title[..pause].TrimEnd() : Caption.Cut(title, TitleLength);
    }
}
