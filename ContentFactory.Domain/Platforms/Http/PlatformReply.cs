using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ContentFactory.Domain.Platforms.Http;

internal enum ReplyState
{
    /// <summary>The network answered; its status and words say what.</summary>
    Answered,
    /// <summary>Nothing of the request left this machine.</summary>
    NotSent,
    /// <summary>It may have taken effect, and no answer says.</summary>
    Unclear,
}

/// <summary>What became of one request.</summary>
/// <param name="Status">0 where there was no answer.</param>
/// <param name="Code">The status, or a word for what broke.</param>
/// <param name="Json">The answer's JSON; undefined where it is none or was cut off.</param>
/// <param name="Text">The beginning of a refusal that is no JSON, for the log.</param>
internal sealed record PlatformReply(ReplyState State, int Status, string Code, JsonElement Json = default, HttpResponseHeaders? Headers = null, TimeSpan? RetryAfter = null, string? Text = null)
{
    /// <summary>Those that the protocol counts to the body, as Content-Range.</summary>
    public HttpContentHeaders? BodyHeaders { get; init; }

    /// <summary>As it came, for what is no JSON, such as a page; null where there was none or it was larger than any answer of a network's API.</summary>
    public byte[]? Body { get; init; }

    // more than is ever shown, so that a secret is whole when it is taken out
    private const int TextLimit = 4000;

    /// <summary>Records print their members; secrets must not reach a log that way.</summary>
    public override string ToString() => $"{State} {Code}";

    public bool IsSuccess => State is ReplyState.Answered && Status is >= 200 and < 300;

    /// <summary>What the account's proxy did instead of passing the call on, in words that name it; null where that is not the trouble.</summary>
    public Problem? Fault { get; init; }

    public static PlatformReply Read(HttpResponseMessage response, byte[]? body, TimeSpan? retryAfter)
    {
        var status = (int)response.StatusCode;
        var json = JsonReads.Parse(body);
        // an answer that succeeded and was cut off may hold new tokens
        var text = !response.IsSuccessStatusCode && json.ValueKind is JsonValueKind.Undefined && body is { Length: > 0 } ? Encoding.UTF8.GetString(body.AsSpan(0, Math.Min(body.Length, TextLimit))) : null;
        return new(ReplyState.Answered, status, status.ToString(System.Globalization.CultureInfo.InvariantCulture), json, response.Headers, retryAfter, text) { BodyHeaders = response.Content.Headers, Body = body };
    }

    public static PlatformReply Broken(Exception error, bool started) =>
        new(BrokenCall.ProvesUnsent(error) || !started ? ReplyState.NotSent : ReplyState.Unclear, 0, BrokenCall.Code(error), Text: error.GetType().Name);

    /// <summary>The header's first value; null where it is missing.</summary>
    public string? Header(string name) =>
        Headers?.TryGetValues(name, out var values) is true || BodyHeaders?.TryGetValues(name, out values) is true ? values?.FirstOrDefault() : null;
}
