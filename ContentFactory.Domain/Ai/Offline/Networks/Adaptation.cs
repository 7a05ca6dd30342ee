namespace ContentFactory.Domain.Ai.Offline.Networks;

/// <summary>A sheet as each network takes it: within its limit as it counts, in whole sentences, without markup that it would show raw.</summary>
internal static class Adaptation
{
    private const int FactsOfChain = 3;

    // in a network of messages this long nobody misses a chain
    private const int ShortMessage = 1_000;

    public static PlatformText Of(Sheet sheet, PlatformShape shape)
    {
        var style = NetworkStyle.Of(shape.Platform);
        if (shape.MostParts > 1 && shape.TextLength < ShortMessage && WantsChain(sheet, style, shape) && Chain.Of(sheet, style, shape) is { Count: > 1 } chain)
            return new PlatformText(shape.Platform, chain[0], chain);
        var limit = Math.Min(shape.TextLength, style.Aim) - (sheet.Link is null ? 0 : shape.LengthOf(Caption.Paragraph + sheet.Link));
        // an own text is shortened by the network's limit alone, but for networks of a single line
        if (sheet.IsOwn && style.MostFacts > 2)
            (limit, style) = (limit + shape.TextLength - Math.Min(shape.TextLength, style.Aim), style with { MostFacts = int.MaxValue, FirstLook = int.MaxValue });
        var (text, tags, _) = Layout.Message(Fitting(sheet, style, shape, limit), style, Math.Max(1, limit), shape.LengthOf);
        return new PlatformText(shape.Platform, Layout.Whole(text, tags), []);
    }

    private static bool WantsChain(Sheet sheet, NetworkStyle style, PlatformShape shape) =>
        sheet.IsOwn ? shape.LengthOf(Everything(sheet)) > shape.TextLength : style.Threads && sheet.Told.Count >= FactsOfChain;

    private static string Everything(Sheet sheet) =>
        string.Join(Caption.Paragraph, new[] { sheet.Opening(true) }.Concat(sheet.Told.Select(t => t.Text)).Concat(new[] { sheet.CallToAction, sheet.Source, sheet.Link, sheet.Hashtags.Count > 0 ? sheet.Hashtags[0] : null }.OfType<string>()));

    /// <summary>Where the first fact is too long for one message, the first one that is not takes its place.</summary>
    private static Sheet Fitting(Sheet sheet, NetworkStyle style, PlatformShape shape, int limit)
    {
        var room = limit - shape.LengthOf(Caption.Paragraph) - (style.MostFacts <= 2 || limit < ShortMessage ? shape.LengthOf(sheet.Opening(style.Emoji)) : 0);
        if (sheet.IsOwn && style.MostFacts > 2 || limit >= ShortMessage || sheet.Told.Count == 0)
            return sheet;
        var told = sheet.Told.SelectMany(t => shape.LengthOf(t.Text) <= room ? [t] : t.Sentences.Take(1).Select(s => t with { Sentences = [s] })).Where(t => shape.LengthOf(t.Text) <= room).ToList();
        return told.Count > 0 ? sheet with { Told = told } : sheet with { Told = [] };
    }
}
