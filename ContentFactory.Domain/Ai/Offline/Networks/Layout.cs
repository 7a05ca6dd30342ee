namespace ContentFactory.Domain.Ai.Offline.Networks;

/// <summary>Writes a sheet as one message.</summary>
internal static class Layout
{
    // points of a list are short
    private const int Stretch = 3;

    /// <returns>The text, the hashtags that fit, and how many of the facts were told.</returns>
    public static (string Text, List<string> Hashtags, int Facts) Message(Sheet sheet, NetworkStyle style, int limit, Func<string, int>? lengthOf = null)
    {
        var caption = new Caption(lengthOf);
        caption.Add(sheet.Opening(style.Emoji, style.FirstLook), WorthOf.Hook);
        // a list that a heading promised is told whole or not at all
        var promised = Material.Announced(sheet.Openings[0]) is not null ? sheet.Told.Count(t => t.Mark.Length > 0) : 0;
        var told = sheet.Told.Take(promised - Stretch <= style.MostFacts ? Math.Max(promised, style.MostFacts) : 0).ToList();
        for (var i = 0; i < told.Count; i++)
        {
            var isListed = told[i].Mark.Length > 0 && style.LeadIn;
            var lead = i == 0 && isListed && sheet.LeadIn is { } words ? words + "\n" : "";
            // one point alone is no list
            var text = told.Count == 1 || !style.LeadIn ? string.Join(' ', told[i].Sentences) : told[i].Text;
            caption.Add(lead + text, i == 0 ? WorthOf.FirstFact : WorthOf.OtherFact - i, (i > 0 && !style.LeadIn) || (style.Airy && told[i].Mark.Length == 0) ? Caption.Paragraph : told[i].Glue);
        }
        caption.Add(style.Question || sheet.CallToAction is null ? sheet.Question : null, WorthOf.Question);
        caption.Add(sheet.Closing, WorthOf.Closing);
        caption.Add(sheet.CallToAction, WorthOf.CallToAction);
        caption.Add(style.Source ? sheet.Source : null, WorthOf.Attribution);
        return caption.Fit(sheet.Hashtags.Take(style.Hashtags), limit, Math.Min(style.Hashtags, 1));
    }

    public static string Whole(string text, IReadOnlyCollection<string> hashtags) => hashtags.Count == 0 ? text : text.Length == 0 ? string.Join(' ', hashtags) : $"{text}{Caption.Paragraph}{string.Join(' ', hashtags)}";
}
