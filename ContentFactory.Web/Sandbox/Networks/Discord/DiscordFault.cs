using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.Discord;

/// <summary>Refusals of Discord. Its numbers and words are common practice beside the description.</summary>
internal static class DiscordFault
{
    public static SandboxReply Of(int status, int code, string message) => SandboxReply.Json(new JsonObject { ["message"] = message, ["code"] = code }, status);

    /// <param name="path">Of the field, outermost first.</param>
    public static SandboxReply Field(string code, string message, params ReadOnlySpan<string> path)
    {
        var errors = new JsonObject { ["_errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }) };
        for (var place = path.Length - 1; place >= 0; place--)
            errors = new JsonObject { [path[place]] = errors };
        return SandboxReply.Json(new JsonObject { ["message"] = "Invalid Form Body", ["code"] = 50035, ["errors"] = errors }, 400);
    }

    public static SandboxReply TooLong(int most, params ReadOnlySpan<string> path) =>
        Field("BASE_TYPE_MAX_LENGTH", string.Create(CultureInfo.InvariantCulture, $"Must be {most} or fewer in length."), path);
}
