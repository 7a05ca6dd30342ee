using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>A post for one network as it stands in the editor, saved or not.</summary>
/// <param name="Media">What this network gets, in its order.</param>
public sealed record EditedPost(PostType Type, PostWords Words, IReadOnlyList<PostMediaRow> Media)
{
    /// <summary>The network's own text in its parts; null where the original goes out.</summary>
    public IReadOnlyList<string>? Own { get; init; }

    /// <summary>What this network gets as the cover of the video; null where none was chosen.</summary>
    public PostMediaRow? Cover { get; init; }

    /// <summary>What it becomes; null for what its type asks for.</summary>
    public PublicationKind? Kind { get; init; }
}

/// <summary>What a network makes of a post that is being written.</summary>
/// <param name="Words">All words as they are sent, <paramref name="Length"/> as the network counts them.</param>
/// <param name="Messages">The words message by message.</param>
/// <param name="Faults">What the network would refuse; what a person chooses only when planning is not among them.</param>
public sealed record NetworkReading(PublicationKind Kind, string Words, int Length, IReadOnlyList<string> Messages, PlatformLimits Limits, IReadOnlyList<Problem> Faults)
{
    /// <summary>Marks in the messages are formatting (<see cref="Platforms.Formatting.MarkedText"/>).</summary>
    public bool IsMarked { get; init; }

    /// <summary>What it takes as the cover of this post's video; null where it takes none.</summary>
    public CoverLimits? Cover { get; init; }
}
