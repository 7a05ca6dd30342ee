using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Discord;

/// <summary>Errors of Discord: a code and words; for a bad form, words for each field.</summary>
internal static class DiscordErrors
{
    public static Answer Of(int status, int code, string message) => new(status, new JsonObject { ["code"] = code, ["message"] = message }.ToJsonString());

    public static readonly Answer Unauthorized = Of(401, 0, "401: Unauthorized");
    public static readonly Answer MissingAccess = Of(403, 50001, "Missing Access");
    public static readonly Answer MissingPermissions = Of(403, 50013, "Missing Permissions");
    public static readonly Answer UnknownChannel = Of(404, 10003, "Unknown Channel");
    public static readonly Answer UnknownMessage = Of(404, 10008, "Unknown Message");
    public static readonly Answer UnknownWebhook = Of(404, 10015, "Unknown Webhook");
    public static readonly Answer TooLarge = Of(413, 40005, "Request entity too large");

    public static Answer BadForm(string field, string message) => new(400, new JsonObject
    {
        ["code"] = 50035,
        ["message"] = "Invalid Form Body",
        ["errors"] = new JsonObject { [field] = new JsonObject { ["_errors"] = new JsonArray(new JsonObject { ["code"] = "BASE_TYPE_BAD_LENGTH", ["message"] = message }) } },
    }.ToJsonString());

    public static Answer RateLimited(double seconds, bool isGlobal = false) =>
        new Answer(429, new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = seconds, ["global"] = isGlobal, ["code"] = 0 }.ToJsonString())
            .With("Retry-After", Math.Ceiling(seconds).ToString(CultureInfo.InvariantCulture)).With("X-RateLimit-Scope", isGlobal ? "global" : "user");
}
