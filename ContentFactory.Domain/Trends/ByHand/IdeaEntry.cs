using System.Security.Cryptography;
using System.Text;
using ContentFactory.Domain.Trends.Feeds;

namespace ContentFactory.Domain.Trends.ByHand;

/// <summary>An idea as a person brings it.</summary>
/// <param name="Address">Where it was seen; a video of TikTok has one.</param>
/// <param name="PublishedOn">Empty for today.</param>
public sealed record IdeaEntry(string Title, string Text = "", string Address = "", Guid? TopicId = null, DateOnly? PublishedOn = null)
{
    public const int LongestTitle = 500;
    public const int LongestText = 20_000;

    internal Problem? Fault(SourceKind kind)
    {
        if (PlainText.Line(Title).Length is 0 or > LongestTitle)
            return Problem.Invalid(nameof(Title), "Trends.IdeaTitle", LongestTitle);
        if (Text.Length > LongestText)
            return Problem.Invalid(nameof(Text), "Trends.IdeaText", LongestText);
        if (kind is SourceKind.Tiktok && (Link is null || !IsTiktok(Link)))
            return Problem.Invalid(nameof(Address), "Trends.IdeaTiktok");
        return Address.Trim().Length > 0 && Link is null ? Problem.Invalid(nameof(Address), "Outgoing.NotWebAddress") : null;
    }

    internal FeedItem Item()
    {
        var (title, text) = (PlainText.Line(Title), PlainText.Clean(Text).Trim());
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{title}\n{text}")));
        DateTimeOffset? at = PublishedOn is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null;
        return new FeedItem(id, Link, title, HtmlText.Tidy(text, FeedLimits.Summary), text, null, at, []);
    }

    private Uri? Link
    {
        get
        {
            var typed = Address.Trim();
            var whole = typed.Contains("://", StringComparison.Ordinal) ? typed : "https://" + typed;
            return typed.Length > 0 && Uri.TryCreate(whole, UriKind.Absolute, out var link) && link.Scheme is "https" or "http" && link.AbsoluteUri.Length <= 2000 && link.Host.Contains('.', StringComparison.Ordinal) ? link : null;
        }
    }

    private static bool IsTiktok(Uri link) => link.Host == "tiktok.com" || link.Host.EndsWith(".tiktok.com", StringComparison.Ordinal);
}
