using ContentFactory.Domain.Platforms.Meta;

namespace ContentFactory.Domain.Platforms.Facebook;

/// <summary>The errors that pages have beside those of all of Meta's products.</summary>
internal static class FacebookErrors
{
    public static readonly MetaVerdicts Verdicts = new("Facebook", RowOf);

    // common practice: no stored document names these two
    private const long RepeatedPost = 506;
    private const long PhotoUnreadable = 1366046;

    public static bool IsMissing(GraphReply reply) => reply.State is GraphState.Refused && GraphFaults.IsNoSuchNode(reply.Error);

    private static (PublishKind Kind, string Key)? RowOf(GraphError error) => error switch
    {
        { Code: RepeatedPost } or { Subcode: RepeatedPost } => (PublishKind.Rejected, "Repeated"),
        { Code: PhotoUnreadable } or { Subcode: PhotoUnreadable } => (PublishKind.Rejected, "PhotoUnreadable"),
        _ => null,
    };
}
