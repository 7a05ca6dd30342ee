using System.Globalization;
using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>The one channel of a sandbox account (channels.list, mine).</summary>
internal static class YouTubeChannel
{
    /// <summary>The list of all uploads has the channel's id with other first letters.</summary>
    public static string UploadsOf(SandboxVisit visit) => "UU" + visit.AccountId[2..];

    public static SandboxReply Reply(SandboxVisit visit)
    {
        var channel = new JsonObject { ["kind"] = "youtube#channel", ["id"] = visit.AccountId };
        foreach (var part in visit.Request["part"].Split(','))
            if (Part(visit, part) is { } known)
                channel[part] = known;
        return SandboxReply.Json(new JsonObject
        {
            ["kind"] = "youtube#channelListResponse", ["pageInfo"] = new JsonObject { ["totalResults"] = 1, ["resultsPerPage"] = 5 }, ["items"] = new JsonArray(channel),
        });
    }

    private static JsonObject? Part(SandboxVisit visit, string name) => name switch
    {
        "snippet" => new()
        {
            ["title"] = visit.Account.Title, ["description"] = "", ["customUrl"] = "@" + visit.Account.Handle, ["publishedAt"] = YouTubeVideo.Time(visit.Account.CreatedAt),
        },
        "statistics" => new() { ["subscriberCount"] = visit.Followers.ToString(CultureInfo.InvariantCulture), ["hiddenSubscriberCount"] = false },
        "contentDetails" => new() { ["relatedPlaylists"] = new JsonObject { ["likes"] = "", ["uploads"] = UploadsOf(visit) } },
        _ => null,
    };
}
