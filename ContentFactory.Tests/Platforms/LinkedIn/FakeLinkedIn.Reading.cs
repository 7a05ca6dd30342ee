using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>What the contract does not hold and LinkedIn's pages describe: an author's posts, numbers, the name of a page.</summary>
internal sealed partial class FakeLinkedIn
{
    /// <summary>The posts of an author do not show what was posted just now.</summary>
    public bool ListLags { get; set; }

    private Answer List(ContractCall call) => Elements(posts.Where(p => p.Author == call.Text("author") && !p.IsRemoved && !ListLags).Reverse().Select(p =>
    {
        var shown = (JsonObject)p.Body.DeepClone();
        (shown["id"], shown["createdAt"], shown["publishedAt"]) = (p.Urn, p.At.ToUnixTimeMilliseconds(), p.At.ToUnixTimeMilliseconds());
        return shown;
    }));

    private Answer Statistics(ContractCall call) => Elements(posts.Where(p => !p.IsRemoved && (call.Text("shares") ?? call.Text("ugcPosts")) == $"List({p.Urn})").Select(p => new JsonObject
    {
        ["organizationalEntity"] = call.Text("organizationalEntity"), ["share"] = p.Urn,
        ["totalShareStatistics"] = new JsonObject { ["impressionCount"] = 900, ["uniqueImpressionsCount"] = 700, ["likeCount"] = 50, ["commentCount"] = 7, ["shareCount"] = 3, ["clickCount"] = 20, ["engagement"] = 0.1 },
    }));

    private Answer Actions(ContractCall call) => posts.Any(p => p.Urn == call.Path.Split('/')[^1] && !p.IsRemoved)
        ? Answer.Ok(new JsonObject
        {
            ["likesSummary"] = new JsonObject { ["totalLikes"] = 50, ["aggregatedTotalLikes"] = 50, ["likedByCurrentUser"] = false },
            ["commentsSummary"] = new JsonObject { ["totalFirstLevelComments"] = 5, ["aggregatedTotalComments"] = 7 },
        })
        : LinkedInErrors.NotFound;

    private Answer Organization(ContractCall call) => Pages.Contains($"urn:li:organization:{call.Path.Split('/')[^1]}")
        ? Answer.Ok(new JsonObject { ["id"] = 90001, ["localizedName"] = "Contract Page", ["vanityName"] = "contract-page" })
        : LinkedInErrors.NoPermission;

    private static Answer Elements(IEnumerable<JsonObject> elements) =>
        Answer.Ok(new JsonObject { ["paging"] = new JsonObject { ["start"] = 0, ["count"] = 50, ["links"] = new JsonArray() }, ["elements"] = new JsonArray([.. elements]) });
}
