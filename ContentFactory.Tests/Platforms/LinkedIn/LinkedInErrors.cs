using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

internal static class LinkedInErrors
{
    public static Answer Of(int status, string code, string message = "It was refused", int serviceErrorCode = 100) => new(status, new JsonObject
    {
        ["status"] = status, ["code"] = code, ["message"] = message, ["serviceErrorCode"] = serviceErrorCode,
    }.ToJsonString());

    public static readonly Answer BadToken = Of(401, "INVALID_ACCESS_TOKEN", "Invalid access token", 65600);
    public static readonly Answer NoPermission = Of(403, "ACCESS_DENIED", "Not enough permissions to access: partnerApiPosts.CREATE.20261001");
    public static readonly Answer NotFound = Of(404, "NOT_FOUND", "Could not find entity");
    public static readonly Answer DeadVersion = Of(426, "NONEXISTENT_VERSION", "Requested version 20250101 is not active");
    public static readonly Answer DailyLimit = Of(429, "TOO_MANY_REQUESTS", "Resource level throttle limit for calls to this resource is reached.", 101);

    /// <summary>The words repeat another post.</summary>
    public static readonly Answer Repeated = new(422, new JsonObject
    {
        ["status"] = 422, ["message"] = "Content is a duplicate of urn:li:share:7141138937766391808",
        ["errorDetails"] = new JsonObject { ["inputErrors"] = new JsonArray(new JsonObject { ["description"] = "Duplicate post is detected", ["code"] = "DUPLICATE_POST" }) },
    }.ToJsonString());
}
