using ContentFactory.Domain.Platforms;

namespace ContentFactory.Web.Content.Previews;

/// <summary>The shapes that a post can have at a network, of which a preview shows one.</summary>
public enum PreviewForm { Feed, Reel, Story }

internal static class PreviewForms
{
    public static IReadOnlyList<PreviewForm> Of(IReadOnlyList<PublicationKind> kinds, string network) =>
        // a film of Instagram's feed is a reel: the network offers no kind of its own for it
        network == "instagram" ? [PreviewForm.Feed, PreviewForm.Reel, PreviewForm.Story] : [.. kinds.Select(FormOf).Distinct()];

    public static PreviewForm FormOf(PublicationKind kind) => kind switch
    {
        PublicationKind.Story => PreviewForm.Story,
        PublicationKind.Reel or PublicationKind.Short => PreviewForm.Reel,
        PublicationKind.Feed or PublicationKind.Video or PublicationKind.Thread => PreviewForm.Feed,
    };

    /// <summary>What the network is asked for to get this shape.</summary>
    public static PublicationKind KindOf(PreviewForm form, IReadOnlyList<PublicationKind> kinds)
    {
        var fitting = kinds.Where(k => FormOf(k) == form).ToList();
        return fitting is [var first, ..] ? first : kinds[0];
    }
}
