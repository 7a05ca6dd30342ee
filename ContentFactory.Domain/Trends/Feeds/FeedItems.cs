using System.Security.Cryptography;
using System.Text;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>What a format found in one entry, before limits and fall-backs.</summary>
internal sealed record RawItem(
    string? Id, Uri? Link, string Title, string Summary, string Text, Uri? Thumbnail, string? Date, IEnumerable<string> Categories);

/// <summary>Applies limits and fall-backs that all formats share.</summary>
internal static class FeedItems
{
    public static Feed Feed(string title, string? language, Uri? site, Uri address, IEnumerable<RawItem> raw)
    {
        var items = raw.Take(FeedLimits.Items).Select(Item).Where(i => i.Title.Length > 0 || i.Text.Length > 0).DistinctBy(i => i.Id).ToList();
        return new Feed(title.Length > 0 ? title : address.Host, Language(language) ?? Guess(items), site, items);
    }

    private static FeedItem Item(RawItem raw)
    {
        var text = raw.Text.Length > 0 ? raw.Text : raw.Summary;
        var summary = raw.Summary.Length > 0 ? raw.Summary : HtmlText.Tidy(text, 300);
        var title = raw.Title.Length > 0 ? raw.Title : HtmlText.Tidy(text.Split('\n')[0], 100);
        var categories = raw.Categories.Where(c => c.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Take(FeedLimits.Categories).ToList();
        return new FeedItem(Id(raw), raw.Link, title, summary, text, raw.Thumbnail, FeedDates.Read(raw.Date), categories);
    }

    private static string Id(RawItem raw)
    {
        var id = string.IsNullOrWhiteSpace(raw.Id) ? raw.Link?.AbsoluteUri : raw.Id.Trim();
        id ??= $"{raw.Title}\n{raw.Date}\n{raw.Summary}";
        return id.Length <= FeedLimits.Id && !id.Contains('\n', StringComparison.Ordinal) ? id : "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    private static string? Language(string? language)
    {
        var primary = language?.Trim().Split('-', '_')[0].ToLowerInvariant();
        return primary is { Length: 2 } && primary.All(char.IsAsciiLetterLower) ? primary : null;
    }

    private static string? Guess(List<FeedItem> items) =>
        LanguageGuess.Of(string.Join('\n', items.Take(10).Select(i => $"{i.Title}\n{i.Summary}")));
}
