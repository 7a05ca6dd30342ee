using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.X;

/// <summary>Refusals of X: problem JSON. Its words where no document has them are common practice.</summary>
internal static class XProblem
{
    private const string Types = "https://api.x.com/2/problems/";

    public static SandboxReply Of(int status, string title, string detail, string type = "about:blank") =>
        SandboxReply.Json(new JsonObject { ["title"] = title, ["type"] = type, ["status"] = status, ["detail"] = detail }, status);

    public static SandboxReply Forbidden(string detail) => Of(403, "Forbidden", detail);

    public static SandboxReply Invalid(string message) => SandboxReply.Json(new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["parameters"] = new JsonObject(), ["message"] = message }),
        ["title"] = "Invalid Request", ["detail"] = "One or more parameters to your request was invalid.", ["type"] = Types + "invalid-request",
    }, 400);

    /// <param name="status">X answers a question about what is gone with 200, and a change of it with 404.</param>
    public static SandboxReply Missing(string what, string id, int status) => SandboxReply.Json(new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject
        {
            ["value"] = id, ["detail"] = $"Could not find {what} with id: [{id}].", ["title"] = "Not Found Error", ["resource_type"] = what, ["parameter"] = "id",
            ["resource_id"] = id, ["type"] = Types + "resource-not-found",
        }),
    }, status);
}
