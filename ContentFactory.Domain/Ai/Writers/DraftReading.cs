using System.Text.Json;
using System.Text.Json.Serialization;
using ContentFactory.Domain.Ai.Costs;
using ContentFactory.Domain.Ai.Offline;
using ContentFactory.Domain.Ai.Offline.Networks;

namespace ContentFactory.Domain.Ai.Writers;

/// <summary>Reads a model's answer strictly: what does not keep to the request is of no use, however well it reads.</summary>
internal static class DraftReading
{
    private const int LongestTitle = 300;
    private const int LongestNote = 4_000;
    private const int MostHashtags = 30;
    private const int MostHooks = 3;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, MaxDepth = 8,
    };

    public static Reading<Composition> Read(CompositionRequest request, string mark, string model, string answer)
    {
        var text = AnswerText.Unfenced(answer);
        if (text.Length == 0 || text[0] is not '{')
            return new(null, AiFault.Prose);
        DraftAnswer? draft;
        try
        {
            draft = JsonSerializer.Deserialize<DraftAnswer>(text, Json);
        }
        catch (JsonException)
        {
            return new(null, AiFault.Malformed);
        }
        if (draft is null || HasHoles(draft))
            return new(null, AiFault.Malformed);
        var cleaned = Cleaned(draft, request);
        return Fault(request, cleaned, mark) is { } fault ? new(null, fault) : new(Composed(request, cleaned, model), null);
    }

    // what the annotations say of lists the serializer does not look at inside of them
    private static bool HasHoles(DraftAnswer draft) =>
        draft.Hooks.Contains(null!) || draft.Hashtags.Contains(null!) || draft.KeyPhrases.Contains(null!) || draft.Variants.Any(v => v is null || v.Parts.Contains(null!));

    private static AiFault? Fault(CompositionRequest request, DraftAnswer draft, string mark)
    {
        var written = Written(draft).ToList();
        var all = written.Concat([draft.ImagePrompt, draft.VideoPrompt]).ToList();
        if (draft.Text.Length == 0 || draft.Title.Length == 0 || draft.Variants.Any(v => v.Parts.Count == 0 || v.Parts.Any(p => p.Length == 0)))
            return AiFault.Empty;
        if (all.Any(t => t.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            return AiFault.Leaked;
        if (draft.Hashtags.Count > MostHashtags || !draft.Hashtags.All(AnswerText.IsHashtag))
            return AiFault.BadHashtag;
        if (AnswerText.ForeignAddress(all, Allowed(request), Named(request)))
            return AiFault.ForeignAddress;
        var avoided = new AvoidedWords(request.Voice);
        if (written.Any(avoided.Has))
            return AiFault.AvoidedWord;
        if (IsTooLong(request, draft))
            return AiFault.TooLong;
        return draft.Variants.SelectMany(v => v.Parts).Prepend($"{draft.Title}. {draft.Text}").Append(string.Join(' ', draft.Hooks)).Any(t => !AnswerText.IsIn(request.Language, t)) ? AiFault.WrongLanguage : null;
    }

    private static bool IsTooLong(CompositionRequest request, DraftAnswer draft)
    {
        var whole = Layout.Whole(draft.Text, draft.Hashtags);
        if (whole.Length > request.TextLimit || draft.Title.Length > LongestTitle || new[] { draft.VideoIdea, draft.MiniScript, draft.ImagePrompt, draft.VideoPrompt }.Concat(draft.Hooks).Any(t => t.Length > LongestNote))
            return true;
        var shapes = request.Platforms.ToDictionary(p => p.Platform);
        var served = draft.Variants.Select(v => v.Platform).ToHashSet();
        return draft.Variants.Any(v => v.Parts.Count > shapes[v.Platform].MostParts || v.Parts.Any(p => shapes[v.Platform].LengthOf(p) > shapes[v.Platform].TextLength))
            || request.Platforms.Any(p => !served.Contains(p.Platform) && p.LengthOf(whole) > p.TextLength);
    }

    private static Composition Composed(CompositionRequest request, DraftAnswer draft, string model)
    {
        var asked = request.CallToAction?.Trim();
        var order = request.Platforms.Select((p, i) => (p.Platform, i)).ToDictionary(p => p.Platform, p => p.i);
        // the one in the text comes first, wherever the model put it
        string[] hooks = draft.Hooks.Count > 0 ? [.. draft.Hooks.OrderByDescending(h => draft.Text.Contains(h, StringComparison.Ordinal)).Take(MostHooks)] : [draft.Text.Split('\n')[0]];
        return new Composition(
            draft.Title, hooks[0], draft.Text, draft.Hashtags,
            asked is { Length: > 0 } && draft.Text.Contains(asked, StringComparison.OrdinalIgnoreCase) ? asked : null,
            [.. draft.KeyPhrases.Take(8)], draft.VideoIdea, draft.MiniScript, draft.ImagePrompt, model)
        {
            VideoPrompt = draft.VideoPrompt, Hooks = hooks,
            Variants = [.. draft.Variants.OrderBy(v => order[v.Platform]).Select(v => new PlatformText(v.Platform, v.Parts[0], v.Parts.Count > 1 ? v.Parts : []))],
        };
    }

    private static IEnumerable<string> Written(DraftAnswer draft) =>
        [draft.Title, .. draft.Hooks, draft.Text, draft.VideoIdea, draft.MiniScript, .. draft.Hashtags, .. draft.KeyPhrases, .. draft.Variants.SelectMany(v => v.Parts)];

    private static HashSet<string> Allowed(CompositionRequest request) => AnswerText.Addresses(
        [.. request.Sources.Select(s => s.Link?.ToString() ?? ""), request.CallToAction ?? "", .. request.Template?.Values.Values ?? [], .. request.Template?.Parts ?? []]);

    private static HashSet<string> Named(CompositionRequest request) => AnswerText.Names(
        [request.CompanyName, .. request.TopicKeywords, .. request.Sources.SelectMany(s => new[] { s.Title, s.Text, s.SiteName ?? "" })]);

    private static DraftAnswer Cleaned(DraftAnswer draft, CompositionRequest request)
    {
        string Clean(string text) => AnswerText.Clean(text, request.Voice.Emoji);
        var asked = request.Platforms.Select(p => p.Platform).ToHashSet();
        return new DraftAnswer(
            PlainText.Line(Clean(draft.Title)), [.. draft.Hooks.Select(Clean).Where(h => h.Length > 0).Distinct()], Clean(draft.Text), [.. draft.Hashtags.Select(h => h.Trim()).Select(h => h.StartsWith('#') ? h : "#" + h)],
            [.. draft.KeyPhrases.Select(Clean).Where(p => p.Length > 0)], Clean(draft.VideoIdea), Clean(draft.MiniScript), Clean(draft.ImagePrompt), Clean(draft.VideoPrompt),
            // one for a network that nobody asked for is left out
            [.. draft.Variants.Where(v => asked.Contains(v.Platform)).DistinctBy(v => v.Platform).Select(v => new DraftVariant(v.Platform, [.. v.Parts.Select(Clean)]))]);
    }
}
