using System.Text.Json.Nodes;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>Error objects of Meta's Graph API, which all its products share.</summary>
internal static class GraphAnswer
{
    public static Answer Error(int code, int subcode = 0, string message = "Refused", int status = 400, bool transient = false) => new(status, new JsonObject
    {
        ["error"] = new JsonObject
        {
            ["message"] = $"(#{code}) {message}",
            ["type"] = "OAuthException",
            ["code"] = code,
            ["error_subcode"] = subcode == 0 ? null : subcode,
            ["is_transient"] = transient,
            ["error_user_title"] = "That did not work",
            ["error_user_msg"] = message,
            ["fbtrace_id"] = "AbCdEfGhIjKlMnOpQrStUv",
        },
    }.ToJsonString());

    public static readonly Answer BadToken = Error(190, 0, "Error validating access token: The session has been invalidated", 401);
    public static readonly Answer NoPermission = Error(200, 0, "The user hasn't authorized the application to perform this action", 403);
    public static readonly Answer Gone = Error(100, 33, "Unsupported request. Object does not exist, cannot be loaded due to missing permissions, or does not support this operation");
    public static readonly Answer Success = Answer.Ok(new JsonObject { ["success"] = true });

    /// <summary>The list of an edge, without further pages.</summary>
    public static Answer List(IEnumerable<JsonObject> rows) => Answer.Ok(new JsonObject
    {
        ["data"] = new JsonArray([.. rows]),
        ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "b", ["after"] = "a" } },
    });

    /// <summary>The fields of <paramref name="all"/> that were asked for, and the id.</summary>
    public static JsonObject Choose(JsonObject all, string? fields)
    {
        var shown = new JsonObject { ["id"] = all["id"]?.DeepClone() };
        foreach (var name in (fields ?? "").Split(',').Select(f => f.Split('.', '{')[0]).Distinct())
            if (all[name] is { } value)
                shown[name] = value.DeepClone();
        return shown;
    }
}
