using System.Text.Json;
using ContentFactory.Domain.Platforms.Http;

namespace ContentFactory.Domain.Platforms.TikTok;

internal enum TikTokState
{
    Done,
    /// <summary>TikTok answered that it did not do it.</summary>
    Refused,
    /// <summary>Nothing of the request left this machine.</summary>
    NotSent,
    /// <summary>It may have taken effect, and no answer says.</summary>
    Unclear,
}

/// <summary>An answer of the API: <c>{"data":…,"error":{"code":"ok"}}</c>. Any other code is a failure, whatever the status ("API v2 Error Handling").</summary>
/// <param name="Words">TikTok's own, without secrets; the code where it said none.</param>
internal sealed record TikTokReply(TikTokState State, int Status, string Code, string Words, JsonElement Data = default, TimeSpan? RetryAfter = null)
{
    private const string Ok = "ok";

    /// <summary>What the account's proxy did instead of passing the call on.</summary>
    public Problem? Fault { get; init; }

    public bool Done => State is TikTokState.Done;

    public static TikTokReply Read(PlatformReply reply, PlatformAccount account)
    {
        var said = reply.Json.Word("error", "code");
        var code = said is null or Ok ? reply.Code : PlatformWords.Clean(said, account)!;
        var words = PlatformWords.Clean(reply.Json.Word("error", "message") is { Length: > 0 } message ? message : reply.Text, account) ?? code;
        return new(StateOf(reply, said), reply.Status, code, words, reply.Json.Property("data") ?? default, reply.RetryAfter) { Fault = reply.Fault };
    }

    private static TikTokState StateOf(PlatformReply reply, string? code) => reply switch
    {
        { State: ReplyState.NotSent } => TikTokState.NotSent,
        { State: ReplyState.Unclear } => TikTokState.Unclear,
        { IsSuccess: true } when code is Ok => TikTokState.Done,
        _ when code is not null && TikTokErrors.IsKnown(code) => TikTokState.Refused,
        _ when code is TikTokErrors.InternalError => TikTokState.Unclear,
        { Status: >= 400 and < 500 and not 408 } => TikTokState.Refused,
        { IsSuccess: true } when code is not (null or Ok) => TikTokState.Refused,
        _ => TikTokState.Unclear,
    };
}
