using System.Globalization;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Content.Previews;

/// <summary>One message of a post.</summary>
/// <param name="Fits">How much of the text the network takes, in UTF-16 units.</param>
/// <param name="IsMarked">The marks in it are formatting.</param>
public sealed record PreviewMessage(string Text, int Fits, bool IsMarked = false);

/// <summary>What the look of a network draws.</summary>
public sealed record PreviewPost(string Network, string Name, string? Handle, int? Followers, Guid? LogoId, string Title, IReadOnlyList<PreviewMessage> Messages, IReadOnlyList<PostMediaRow> Media, string? Link, string Time)
{
    public PreviewMessage First => Messages is [var first, ..] ? first : new("", 0);

    /// <summary>The handle without its sign; where there is none the name made like one.</summary>
    public string Account => Handle?.TrimStart('@') is { Length: > 0 } handle ? handle : string.Concat(Name.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries));

    public string Initial => StringInfo.GetNextTextElement(Name.Trim() is { Length: > 0 } name ? name : "?").ToUpper(CultureInfo.CurrentCulture);

    /// <summary>The host of the link that is shown as a card; null where there is none.</summary>
    public string? LinkHost => Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Host.Length > 0 ? address.Host : null;

    public bool IsEmpty => Media.Count == 0 && Messages.All(m => m.Text.Length == 0);

    internal static PreviewPost Of(PostView post, string network, NetworkReading reading, string title, string link, IReadOnlyList<PostMediaRow> media, Func<string, int> lengthOf, string time)
    {
        var face = post.Faces.FirstOrDefault(f => f.Platform == network);
        var messages = reading.Messages.Select((text, n) => new PreviewMessage(text, FitsOf(text, n, media.Count, reading, lengthOf), reading.IsMarked)).ToList();
        var shown = reading.Cover is not null && post.CoverFor(network) is { } cover ? Covered(media, cover, network) : media;
        return new(network, face?.DisplayName ?? post.CompanyName, face?.Handle, face?.Followers, post.LogoId, title, messages, shown, link.Length > 0 ? link : null, time);
    }

    /// <summary>The first video as its cover shows it. A film of YouTube has no other picture beside it then.</summary>
    private static IReadOnlyList<PostMediaRow> Covered(IReadOnlyList<PostMediaRow> media, PostMediaRow cover, string network)
    {
        var video = media.FirstOrDefault(m => m.Kind is MediaKind.Video);
        return [.. media.Where(m => m == video || network != "youtube").Select(m => m == video ? m with { ThumbId = cover.MediaId } : m)];
    }

    private static int FitsOf(string text, int at, int media, NetworkReading reading, Func<string, int> lengthOf) =>
        at >= reading.Limits.MostParts ? 0 : PreviewFit.Of(text, at == 0 ? reading.Limits.One(media) : reading.Limits.TextLength, lengthOf);
}
