using ContentFactory.Domain.Content.Openings;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a network says against a post because of one of its tested openings.</summary>
internal static class OpeningFaults
{
    /// <summary>The first of the openings with which the post is refused. The post itself was accepted.</summary>
    public static Problem? Of(IPlatform platform, OutgoingPosts posts, PostDraft draft, string? standing, IReadOnlyList<string> openings, string channelName)
    {
        for (var at = 0; at < openings.Count; at++)
            if (Of(platform, posts, draft, standing, openings[at], at, channelName) is { } fault)
                return fault;
        return null;
    }

    public static Problem? Of(IPlatform platform, OutgoingPosts posts, PostDraft draft, string? standing, string opening, int at, string channelName)
    {
        var opened = draft.With(standing, opening);
        if (ReferenceEquals(opened, draft) || platform.Validate(posts.Of(opened)).Count == 0)
            return null;
        return Problem.Invalid("Channels", "Publishing.OpeningUnfit", HookTest.Letter(at), channelName, opened.IsOwn ? platform.MarkedLengthOf(opened.Whole()) : platform.LengthOf(opened.Whole()));
    }
}
