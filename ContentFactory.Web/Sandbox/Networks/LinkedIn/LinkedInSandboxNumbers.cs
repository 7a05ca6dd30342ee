using System.Text.Json.Nodes;

namespace ContentFactory.Web.Sandbox.Networks.LinkedIn;

/// <summary>Numbers of a post: the page's statistics, and what anybody may count.</summary>
internal sealed class LinkedInSandboxNumbers(SandboxVisit visit)
{
    private const string ListStart = "List(";

    /// <summary>Of one post; without one, or of one that is gone, the list is empty.</summary>
    public async Task<SandboxReply> StatisticsAsync(CancellationToken ct)
    {
        if (visit.Request["organizationalEntity"] != visit.AccountId)
            return LinkedInFault.Denied("organizationalEntity");
        var list = visit.Request["ugcPosts"] is { Length: > 0 } videos ? videos : visit.Request["shares"];
        var urn = list.StartsWith(ListStart, StringComparison.Ordinal) ? list[ListStart.Length..].TrimEnd(')') : "";
        var elements = new JsonArray();
        if (await ViewsAsync(urn, ct) is { } views)
            elements.Add((JsonNode)new JsonObject
            {
                ["organizationalEntity"] = visit.AccountId,
                ["totalShareStatistics"] = new JsonObject
                {
                    ["impressionCount"] = views, ["uniqueImpressionsCount"] = views * 7 / 10, ["likeCount"] = views / 30, ["commentCount"] = views / 250, ["shareCount"] = views / 400,
                    ["clickCount"] = views / 40, ["engagement"] = 0.06,
                },
            });
        return SandboxReply.Json(new JsonObject { ["elements"] = elements, ["paging"] = new JsonObject { ["start"] = 0, ["count"] = 10, ["links"] = new JsonArray() } });
    }

    public async Task<SandboxReply> ActionsAsync(string urn, CancellationToken ct)
    {
        if (await ViewsAsync(urn, ct) is not { } views)
            return LinkedInFault.Of(404, "RESOURCE_NOT_FOUND", "Resource is not found");
        return SandboxReply.Json(new JsonObject
        {
            ["target"] = urn, ["likesSummary"] = new JsonObject { ["totalLikes"] = views / 30, ["aggregatedTotalLikes"] = views / 30, ["likedByCurrentUser"] = false },
            ["commentsSummary"] = new JsonObject { ["totalFirstLevelComments"] = views / 250, ["aggregatedTotalComments"] = views / 250 },
        });
    }

    private async Task<long?> ViewsAsync(string urn, CancellationToken ct) =>
        await SandboxSet.FindAsync(visit, LinkedInSandboxUrn.PostNumber(visit.Account, urn), ct) is { } post ? visit.Views(post) : null;
}
