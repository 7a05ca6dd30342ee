using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>Errors of the X API, as its page "Response codes and errors" has them: problem JSON, and the older list of codes.</summary>
internal static class XErrors
{
    public static Answer Of(int status, string type, string detail = "Refused.", string title = "Problem") => new(status, new JsonObject
    {
        ["title"] = title,
        ["detail"] = detail,
        ["type"] = type.Contains(':', StringComparison.Ordinal) ? type : $"https://api.x.com/2/problems/{type}",
        ["status"] = status,
    }.ToJsonString(), "application/problem+json");

    public static readonly Answer Unauthorized = Of(401, "about:blank", "Unauthorized", "Unauthorized");

    public static Answer Invalid(string detail) => Of(400, "invalid-request", detail, "Invalid Request");

    public static Answer Forbidden(string detail) => Of(403, "client-forbidden", detail, "Forbidden");

    public static JsonObject NotFound(string id) => new()
    {
        ["title"] = "Not Found Error",
        ["detail"] = $"Could not find post with id: [{id}].",
        ["type"] = "https://api.x.com/2/problems/resource-not-found",
        ["resource_type"] = "post",
        ["resource_id"] = id,
        ["parameter"] = "id",
        ["value"] = id,
    };

    /// <summary>The older form, and when the window ends.</summary>
    public static Answer RateLimited(DateTimeOffset? until) => Until(new(429, """{"errors":[{"code":88,"message":"Rate limit exceeded"}]}"""), until);

    public static Answer TooMany(DateTimeOffset? until) => Until(Of(429, "about:blank", "Too Many Requests", "Too Many Requests"), until);

    private static Answer Until(Answer answer, DateTimeOffset? until) => until is not { } end ? answer
        : answer.With("x-rate-limit-limit", "100").With("x-rate-limit-remaining", "0").With("x-rate-limit-reset", end.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
}
