using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a post of a type becomes at a network where nobody chooses otherwise.</summary>
public static class PostKinds
{
    /// <param name="offered">By the network, the first being what it makes by itself.</param>
    public static PublicationKind Of(PostType type, IReadOnlyList<PublicationKind> offered)
    {
        var wanted = Wanted(type).Where(offered.Contains).ToList();
        return wanted is [var first, ..] ? first : offered[0];
    }

    private static IReadOnlyList<PublicationKind> Wanted(PostType type) => type switch
    {
        PostType.Story => [PublicationKind.Story],
        PostType.ShortVideo => [PublicationKind.Reel, PublicationKind.Short],
        PostType.Thread => [PublicationKind.Thread],
        PostType.LongVideo => [PublicationKind.Video],
        PostType.Image or PostType.Carousel or PostType.TextPost or PostType.Article => [],
    };
}
