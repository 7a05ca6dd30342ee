using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Domain.Trends.Sites;

/// <summary>What a person typed, as the source that it names: "r/coffee", "@channel", a search of YouTube, or any address.</summary>
/// <param name="Kind">Feed for whatever has to be read before it is known.</param>
/// <param name="Address">As it is kept: one spelling for each source.</param>
internal sealed partial record SourceAddress(SourceKind Kind, Uri Address)
{
    private const int LongestAddress = 2000;

    public static Result<SourceAddress> Of(string typed)
    {
        var text = typed.Trim();
        if (text.Length == 0)
            return Problem.Invalid(nameof(SourceEntry.Address), "Trends.AddressMissing");
        if (Subreddit().Match(text) is { Success: true } reddit)
            return Reddit(reddit.Groups[1].Value);
        if (Handle().Match(text) is { Success: true } handle)
            return Telegram(handle.Groups[1].Value);
        if (!text.Contains("://", StringComparison.Ordinal))
            text = "https://" + text;
        if (text.Length > LongestAddress || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.AbsoluteUri.Length > LongestAddress)
            return Problem.Invalid(nameof(SourceEntry.Address), "Outgoing.NotWebAddress");
        return Known(address) ?? new SourceAddress(SourceKind.Feed, address);
    }

    private static SourceAddress? Known(Uri address)
    {
        if (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp)
            return null;
        return Site(address.IdnHost.ToLowerInvariant()) switch
        {
            "reddit.com" => RedditPath().Match(address.AbsolutePath) is { Success: true } reddit ? Reddit(reddit.Groups[1].Value) : null,
            "t.me" or "telegram.me" => TelegramPath().Match(address.AbsolutePath) is { Success: true } channel ? Telegram(channel.Groups[1].Value) : null,
            "youtube.com" => YouTube(address),
            "trends.google.com" => GoogleTrends(address),
            _ => null,
        };
    }

    private static string Site(string host)
    {
        foreach (var prefix in new[] { "www.", "old.", "new.", "m." })
            if (host.StartsWith(prefix, StringComparison.Ordinal))
                return host[prefix.Length..];
        return host;
    }

    private static SourceAddress Reddit(string name) => new(SourceKind.Reddit, new($"https://www.reddit.com/r/{name.ToLowerInvariant()}"));

    private static SourceAddress Telegram(string name) => new(SourceKind.TelegramChannel, new($"https://t.me/s/{name.ToLowerInvariant()}"));

    private static SourceAddress? YouTube(Uri address)
    {
        if (YouTubeChannel().Match(address.AbsolutePath) is { Success: true } channel)
            return new(SourceKind.Feed, new($"https://www.youtube.com/feeds/videos.xml?channel_id={channel.Groups[1].Value}"));
        var query = QueryHelpers.ParseQuery(address.Query);
        if (address.AbsolutePath == "/results" && query.TryGetValue("search_query", out var words) && words.ToString().Trim() is { Length: > 0 and <= 200 } search)
            return new(SourceKind.YoutubeSearch, new(QueryHelpers.AddQueryString("https://www.youtube.com/results", "search_query", search)));
        return address.AbsolutePath == "/playlist" && query.TryGetValue("list", out var list) && PlaylistId().IsMatch(list.ToString())
            ? new(SourceKind.Feed, new($"https://www.youtube.com/feeds/videos.xml?playlist_id={list}")) : null;
    }

    private static SourceAddress? GoogleTrends(Uri address) =>
        QueryHelpers.ParseQuery(address.Query).TryGetValue("geo", out var country) && Country().IsMatch(country.ToString())
            ? new(SourceKind.GoogleTrends, new($"https://trends.google.com/trending/rss?geo={country.ToString().ToUpperInvariant()}")) : null;

    [GeneratedRegex(@"\A/?r/([A-Za-z0-9_]{2,50})/?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Subreddit();

    [GeneratedRegex(@"\A/r/([A-Za-z0-9_]{2,50})(?:/(?:hot|new|top|rising))?(?:/?\.(?:rss|json))?/?\z", RegexOptions.CultureInvariant)]
    private static partial Regex RedditPath();

    [GeneratedRegex(@"\A@([A-Za-z][A-Za-z0-9_]{3,31})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Handle();

    [GeneratedRegex(@"\A/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,31})/?\z", RegexOptions.CultureInvariant)]
    private static partial Regex TelegramPath();

    [GeneratedRegex(@"\A/channel/(UC[A-Za-z0-9_-]{22})(/.*)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex YouTubeChannel();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{2,100}\z", RegexOptions.CultureInvariant)]
    private static partial Regex PlaylistId();

    [GeneratedRegex(@"\A[A-Za-z]{2}(-[A-Za-z0-9]{1,3})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Country();
}
