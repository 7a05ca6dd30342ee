using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>Error objects of Google's APIs, as the page "YouTube Data API: Errors" lists them.</summary>
internal static class GoogleErrors
{
    public static Answer Of(int status, string reason, string message = "Refused", string domain = "youtube.video") => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["code"] = status,
            ["message"] = message,
            ["errors"] = new JsonArray(new JsonObject { ["domain"] = domain, ["reason"] = reason, ["message"] = message, ["location"] = "body", ["locationType"] = "other" }),
            ["status"] = status switch { 400 => "INVALID_ARGUMENT", 401 => "UNAUTHENTICATED", 403 => "PERMISSION_DENIED", 404 => "NOT_FOUND", 429 => "RESOURCE_EXHAUSTED", _ => "INTERNAL" },
        },
    }.ToJsonString());

    public static readonly Answer BadToken = Of(401, "authError", "Invalid Credentials", "global");
    public static readonly Answer NoPermission = Of(403, "forbidden", "Insufficient permission", "youtube.common");
    public static readonly Answer QuotaExceeded = Of(403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota.", "youtube.quota");
    public static readonly Answer VideoNotFound = Of(404, "videoNotFound", "The video cannot be found.");
    public static readonly Answer InvalidGrant = new(400, """{"error":"invalid_grant","error_description":"Token has been expired or revoked."}""");
}
