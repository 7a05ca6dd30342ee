using System.Text.RegularExpressions;
using ContentFactory.Domain;

namespace ContentFactory.Web.Content;

/// <summary>A stretch of a previewed text: plain, what the network will make a link of, or what is over its limit.</summary>
public sealed partial record PreviewPart(string Text, bool IsLink, bool IsOver)
{
    // enough to see where it breaks; the rest would only make the page long
    private const int MostOver = 300;

    /// <summary>
    /// A browser lays out a paragraph of mixed alphabets in a time that grows with its square, and takes gigabytes to print 40,000 letters.
    /// </summary>
    public const int MostShown = 5_000;

    public static IReadOnlyList<PreviewPart> Of(string text, int limit)
    {
        var fits = PlainText.Cut(text, limit);
        var parts = Links(Shown(fits)).ToList();
        if (fits.Length < text.Length)
        {
            var (over, shown) = (text[fits.Length..], PlainText.Cut(text[fits.Length..], MostOver));
            parts.Add(new PreviewPart(shown.Length < over.Length ? shown + "…" : over, IsLink: false, IsOver: true));
        }
        return parts;
    }

    /// <summary>The beginning of a very long text.</summary>
    public static string Shown(string text) => text.Length <= MostShown ? text : PlainText.Cut(text, MostShown) + "…";

    private static IEnumerable<PreviewPart> Links(string text)
    {
        var from = 0;
        foreach (Match link in Linked().Matches(text))
        {
            if (link.Index > from)
                yield return new PreviewPart(text[from..link.Index], IsLink: false, IsOver: false);
            yield return new PreviewPart(link.Value, IsLink: true, IsOver: false);
            from = link.Index + link.Length;
        }
        if (from < text.Length)
            yield return new PreviewPart(text[from..], IsLink: false, IsOver: false);
    }

    [GeneratedRegex(@"https?://[^\s]+|(?<![\w#&])[#@]\w+")]
    private static partial Regex Linked();
}
