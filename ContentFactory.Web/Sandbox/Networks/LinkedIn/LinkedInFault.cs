using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>Refusals of LinkedIn. Codes are its own; where no document has its words they are common practice.</summary>
internal static class LinkedInFault
{
    public static SandboxReply Of(int status, string code, string message, int service = 100) =>
        SandboxReply.Json(new JsonObject { ["status"] = status, ["serviceErrorCode"] = service, ["code"] = code, ["message"] = message }, status);

    public static SandboxReply Denied(string what) => Of(403, "ACCESS_DENIED", $"Not enough permissions to access: {what}");

    /// <summary>About a field of the body, which is also named.</summary>
    public static SandboxReply Field(string code, string field, string message, int status = 400) => SandboxReply.Json(new JsonObject
    {
        ["status"] = status, ["code"] = code, ["message"] = $"{field} :: {message}",
        ["errorDetails"] = new JsonObject
        {
            ["inputErrors"] = new JsonArray(new JsonObject { ["code"] = code, ["description"] = message, ["input"] = new JsonObject { ["inputPath"] = new JsonObject { ["fieldPath"] = field } } }),
        },
    }, status);
}
