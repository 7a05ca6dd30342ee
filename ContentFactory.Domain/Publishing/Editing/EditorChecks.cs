using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>Reads a post that is being written as a network will: by the code that checks it when it is planned, looked at ahead and sent.</summary>
public sealed class EditorChecks(PlatformSet platforms)
{
    /// <summary>Null for a network that does not exist here.</summary>
    public NetworkReading? Read(string network, EditedPost post)
    {
        if (platforms.Find(network) is not { } platform)
            return null;
        var kind = post.Kind ?? PostKinds.Of(post.Type, platform.Kinds);
        var outgoing = OutgoingPosts.Of(post, kind, Usual(platform));
        var words = platform.WordsOf(outgoing);
        return new(kind, words, outgoing.IsMarked ? platform.MarkedLengthOf(words) : platform.LengthOf(words), platform.MessagesOf(outgoing), platform.LimitsOf(outgoing), [.. platform.Validate(outgoing).Where(p => !IsChosenLater(platform, p))])
        {
            IsMarked = outgoing.IsMarked && platform.Formats, Cover = platform.CoverOf(outgoing),
        };
    }

    private static Dictionary<string, string> Usual(IPlatform platform) =>
        platform.Options.Where(o => o.Default is not null).ToDictionary(o => o.Key, o => o.Default!, StringComparer.Ordinal);

    // who may see it and the like are chosen for each publication
    private static bool IsChosenLater(IPlatform platform, Problem problem) => problem.Field is "Options" || platform.Options.Any(o => o.Key == problem.Field);
}
