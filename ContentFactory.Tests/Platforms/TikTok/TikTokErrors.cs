using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>TikTok's envelope: every answer says in <c>error.code</c> whether it is one.</summary>
internal static class TikTokErrors
{
    public static Answer Of(int status, string code, string message = "It was refused") => new(status, Envelope([], code, message).ToJsonString());

    public static Answer Ok(JsonObject data) => new(200, Envelope(data, "ok", "").ToJsonString());

    public static readonly Answer BadToken = Of(401, "access_token_invalid", "The access token is invalid or not found in the request.");
    public static readonly Answer NoScope = Of(401, "scope_not_authorized", "The user did not authorize the scope required for completing this request.");
    public static readonly Answer RateLimited = Of(429, "rate_limit_exceeded", "The API rate limit was exceeded.");

    private static JsonObject Envelope(JsonObject data, string code, string message) => new()
    {
        ["data"] = data,
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["log_id"] = "202611271000000102030405060708" },
    };
}
