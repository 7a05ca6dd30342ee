using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.Discord;

/// <summary>Discord as a webhook sees it: itself, and the messages that it made. Its token stands in the path.</summary>
internal sealed class DiscordSandbox : SandboxNetwork
{
    private const double Wait = 3.0;

    public override string Platform => "discord";

    public override string? TokenOf(SandboxRequest request) => request.Segments is ["api", _, "webhooks", _, var token, ..] ? token : null;

    public override bool Publishes(SandboxRequest request) => request is { Method: "POST", Segments: ["api", _, "webhooks", _, _] };

    /// <summary>Messages are seen by the members of a server.</summary>
    public override bool IsHidden(SandboxEntry entry, DateTimeOffset now) => true;

    public override SandboxReply Unauthorized => DiscordFault.Of(401, 50027, "Invalid Webhook Token");

    public override SandboxReply? Forbidden => DiscordFault.Of(403, 50013, "Missing Permissions");

    public override SandboxReply RateLimited => SandboxReply.Json(new JsonObject { ["message"] = "You are being rate limited.", ["retry_after"] = Wait, ["global"] = false }, 429) with
    {
        Headers = new Dictionary<string, string>
        {
            ["Retry-After"] = "3", ["X-RateLimit-Limit"] = "5", ["X-RateLimit-Remaining"] = "0", ["X-RateLimit-Reset-After"] = "3.0", ["X-RateLimit-Scope"] = "user",
        },
    };

    public override SandboxReply NotFound => DiscordFault.Of(404, 0, "404: Not Found");

    public override SandboxReply Unreadable => DiscordFault.Of(400, 50109, "The request body contains invalid JSON.");

    public override Task<SandboxReply> AnswerAsync(SandboxVisit visit, CancellationToken ct)
    {
        if (visit.Request.Segments[3] != visit.AccountId)
            return Task.FromResult(DiscordFault.Of(404, 10015, "Unknown Webhook"));
        var messages = new DiscordSandboxMessages(visit);
        return (visit.Request.Method, visit.Request.Segments) switch
        {
            ("GET", [_, _, _, _, _]) => Task.FromResult(Webhook(visit)),
            ("POST", [_, _, _, _, _]) => messages.CreateAsync(Unreadable, ct),
            ("GET", [_, _, _, _, _, "messages", var id]) => messages.ReadAsync(id, ct),
            ("DELETE", [_, _, _, _, _, "messages", var id]) => messages.DeleteAsync(id, ct),
            _ => Task.FromResult(NotFound),
        };
    }

    /// <summary>The places of an account have the numbers below its first message.</summary>
    public static string ChannelOf(SandboxVisit visit) => SandboxSnowflake.Of(visit.Account, 0);

    private static SandboxReply Webhook(SandboxVisit visit) => SandboxReply.Json(new JsonObject
    {
        ["id"] = visit.AccountId, ["type"] = 1, ["name"] = visit.Account.Title, ["avatar"] = null, ["channel_id"] = ChannelOf(visit), ["guild_id"] = visit.AccountId, ["application_id"] = null,
    });
}
