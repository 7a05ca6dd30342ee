using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox;

/// <summary>What the stand-in answers: the platform's envelope, or a page where a broken server would send one.</summary>
internal sealed record SandboxAnswer(int Status, string ContentType, string Body)
{
    public static readonly SandboxAnswer Unauthorized = Refused(401, "Unauthorized");
    public static readonly SandboxAnswer NotFound = Refused(404, "Not Found");
    private const int RetryAfter = 3;

    public bool Ok => Status == StatusCodes.Status200OK;

    public static SandboxAnswer Done(JsonNode result) => Json(StatusCodes.Status200OK, new() { ["ok"] = true, ["result"] = result });

    public static SandboxAnswer BadRequest(string why) => Refused(400, $"Bad Request: {why}");

    public static SandboxAnswer Refused(int code, string description) =>
        Json(code, new() { ["ok"] = false, ["error_code"] = code, ["description"] = description });

    /// <summary>The answer of a fault that replaces the method's own; null where the method goes on.</summary>
    public static SandboxAnswer? Of(SandboxFault fault) => fault switch
    {
        SandboxFault.RateLimit => Json(429, new()
        {
            ["ok"] = false, ["error_code"] = 429, ["description"] = $"Too Many Requests: retry after {RetryAfter}", ["parameters"] = new JsonObject { ["retry_after"] = RetryAfter },
        }),
        SandboxFault.TokenExpired => Unauthorized,
        SandboxFault.ServerError => new(502, "text/html", "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>"),
        SandboxFault.None or SandboxFault.TimeoutAfterAccepting or SandboxFault.Slow => null,
    };

    private static SandboxAnswer Json(int status, JsonObject body) => new(status, "application/json", body.ToJsonString());
}
