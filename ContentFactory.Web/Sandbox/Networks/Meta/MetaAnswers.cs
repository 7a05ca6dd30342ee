using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.Meta;

/// <summary>Answers in the shapes of the Graph API.</summary>
internal static class MetaAnswers
{
    private const string OAuth = "OAuthException";

    public static readonly SandboxReply Success = SandboxReply.Json(new JsonObject { ["success"] = true });

    /// <param name="words">What it says to a person; null where it says nothing to one.</param>
    public static SandboxReply Error(long code, string message, long? subcode = null, string? words = null, int status = StatusCodes.Status400BadRequest)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = OAuth, ["code"] = code, ["is_transient"] = false, ["fbtrace_id"] = "ASandboxHasNoTraces" };
        if (subcode is not null)
            error["error_subcode"] = subcode;
        if (words is not null)
            (error["error_user_title"], error["error_user_msg"]) = ("Sandbox", words);
        return SandboxReply.Json(new JsonObject { ["error"] = error }, status);
    }

    public static SandboxReply Parameter(string message) => Error(100, $"(#100) {message}");

    /// <summary>Meta says the same of what is not there and of what this token may not see.</summary>
    public static SandboxReply Missing(string method, string id) => Error(
        100, $"Unsupported {method.ToLowerInvariant()} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation", 33);

    public static SandboxReply Id(string id) => SandboxReply.Json(new JsonObject { ["id"] = id });

    public static SandboxReply Data(IEnumerable<JsonObject> items) => SandboxReply.Json(new JsonObject { ["data"] = new JsonArray([.. items]) });

    /// <summary>The asked fields of a node, and its id. What has no value is left out; a field that the node does not know is refused.</summary>
    public static SandboxReply Node(JsonObject node, string fields) => Unknown(node, fields) ?? SandboxReply.Json(Asked(node, fields));

    public static SandboxReply List(IReadOnlyList<JsonObject> nodes, string fields) =>
        nodes.Select(node => Unknown(node, fields)).FirstOrDefault(refusal => refusal is not null) ?? Data(nodes.Select(node => Asked(node, fields)));

    /// <param name="asked">Names of metrics; empty for all that there are.</param>
    public static SandboxReply Insights(string id, string asked, IReadOnlyDictionary<string, JsonNode> metrics)
    {
        IReadOnlyCollection<string> names = asked.Length == 0 ? [.. metrics.Keys] : Names(asked);
        if (names.Any(name => !metrics.ContainsKey(name)))
            return Parameter($"metric[0] must be one of the following values: {string.Join(", ", metrics.Keys)}");
        return Data(names.Select(name => new JsonObject
        {
            ["name"] = name, ["period"] = "lifetime", ["values"] = new JsonArray(new JsonObject { ["value"] = metrics[name].DeepClone() }), ["title"] = name, ["id"] = $"{id}/insights/{name}/lifetime",
        }));
    }

    /// <summary>As Meta writes it: 2026-11-20T09:00:00+0000.</summary>
    public static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture) + "+0000";

    /// <summary>What the upload host says of bytes that it does not take.</summary>
    public static SandboxReply UploadRefused(string type, string message, bool again) => SandboxReply.Json(
        new JsonObject { ["debug_info"] = new JsonObject { ["retriable"] = again, ["type"] = type, ["message"] = message } }, StatusCodes.Status400BadRequest);

    private static SandboxReply? Unknown(JsonObject node, string fields) => Fields(fields).FirstOrDefault(name => !node.ContainsKey(name)) is { } unknown
        ? Parameter($"Tried accessing nonexisting field ({unknown})")
        : null;

    private static JsonObject Asked(JsonObject node, string fields) =>
        new(Fields(fields).Prepend("id").Distinct().Where(name => node[name] is not null).Select(name => KeyValuePair.Create(name, node[name]?.DeepClone())));

    /// <summary>Without what is asked of an edge: "comments.limit(0).summary(true)" is "comments".</summary>
    private static IEnumerable<string> Fields(string text) => Names(text).Select(name => name.Split('.')[0]);

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
