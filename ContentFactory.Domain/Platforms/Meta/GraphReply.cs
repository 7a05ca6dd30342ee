using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.Meta;

internal enum GraphState
{
    /// <summary>Meta did it; the JSON is its answer.</summary>
    Done,
    /// <summary>Meta said no, and <see cref="GraphReply.Error"/> says why.</summary>
    Refused,
    /// <summary>Nothing of the request left this machine.</summary>
    NotSent,
    /// <summary>Anything else: it may have happened.</summary>
    Unclear,
}

/// <summary>What became of one Graph call.</summary>
/// <param name="Words">Meta's own words without secrets, or a word for what broke.</param>
internal sealed record GraphReply(GraphState State, PlatformReply Http, string Words, GraphError? Error = null)
{
    private const int TooManyRequests = 429;

    public JsonElement Json => Http.Json;

    public bool Done => State is GraphState.Done;

    /// <summary>The code of the error, else the status or what broke; for the log.</summary>
    public string Code => Error?.Name ?? Http.Code;

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{State} {Code}";

    /// <param name="account">Whose secrets must not stand in the words.</param>
    public static GraphReply Read(PlatformReply reply, PlatformAccount account)
    {
        var error = GraphError.Read(reply.Json) ?? (reply.Status is TooManyRequests ? new GraphError(GraphFaults.TooManyCalls, null, false, "Too Many Requests") : null);
        // half an answer of a sign-in may hold the token that it gave
        var words = PlatformWords.Clean(error?.Words ?? (reply.IsSuccess ? null : reply.Text), account);
        return new(StateOf(reply, error), reply, string.IsNullOrWhiteSpace(words) ? error?.Name ?? reply.Code : words, error);
    }

    // Only a refusal with its reason proves that nothing was done; a gateway's page or half an answer proves nothing.
    private static GraphState StateOf(PlatformReply reply, GraphError? error) => reply switch
    {
        { State: ReplyState.NotSent } => GraphState.NotSent,
        { State: ReplyState.Answered, Status: >= 400 and < 500 } when error is not null => GraphState.Refused,
        { IsSuccess: true, Json.ValueKind: JsonValueKind.Object or JsonValueKind.True } when error is null => GraphState.Done,
        _ => GraphState.Unclear,
    };
}
