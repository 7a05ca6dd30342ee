using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

internal sealed partial class FakeInstagram
{
    private static readonly string[] ReelOnly = ["ig_reels_avg_watch_time", "ig_reels_video_view_total_time", "clips_replays_count", "reels_skip_rate"];

    /// <summary>A post that somebody made in Instagram's own application.</summary>
    public FakeMedia AddForeign(string caption, DateTimeOffset at, string product = "FEED")
    {
        var call = new ContractCall("POST", "", [], [], null, new Dictionary<string, string>(), []);
        media.Add(new(NextId(), product == "FEED" ? "IMAGE" : "VIDEO", product, caption, at, new("0", call, at)));
        return media[^1];
    }

    private Answer Read(ContractCall call) => Find(LastPart(call)) is { } post ? Answer.Ok(Show(post, call.Text("fields"))) : GraphErrors.NotFound;

    private FakeMedia? Find(string id) => media.FirstOrDefault(m => m.Id == id && !m.IsRemoved);

    private Answer List(ContractCall call, IEnumerable<FakeMedia> of)
    {
        var limit = int.Parse(call.Text("limit") ?? "25", CultureInfo.InvariantCulture);
        var rows = of.Where(m => !m.IsRemoved).OrderByDescending(m => m.At).Take(limit).Select(m => (JsonNode)Show(m, call.Text("fields"))).ToArray();
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray(rows), ["paging"] = new JsonObject { ["cursors"] = new JsonObject { ["before"] = "b", ["after"] = "a" } } });
    }

    private JsonObject Show(FakeMedia post, string? fields)
    {
        var all = new JsonObject
        {
            ["caption"] = post.Caption,
            ["media_type"] = post.Type,
            ["media_product_type"] = post.Product,
            ["permalink"] = post.Permalink,
            ["shortcode"] = post.Id,
            ["timestamp"] = post.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture),
            ["username"] = UserName,
            ["like_count"] = (long)post.Insights.GetValueOrDefault("likes"),
            ["comments_count"] = (long)post.Insights.GetValueOrDefault("comments"),
        };
        var shown = new JsonObject { ["id"] = post.Id };
        foreach (var name in fields?.Split(',') ?? [])
            if (all[name] is { } value)
                shown[name] = value.DeepClone();
        return shown;
    }

    private Answer Insights(ContractCall call)
    {
        if (Find(Owner(call)) is not { } post)
            return GraphErrors.NotFound;
        var metrics = call.Text("metric")!.Split(',');
        if (post.Product != "REELS" && metrics.Intersect(ReelOnly).Any())
            return GraphErrors.Of(100, 0, $"Metrics {string.Join(',', metrics.Intersect(ReelOnly))} are not for this media");
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray([.. metrics.Select(m => (JsonNode)new JsonObject
        {
            ["name"] = m,
            ["period"] = "lifetime",
            ["values"] = new JsonArray(new JsonObject { ["value"] = post.Insights.GetValueOrDefault(m) }),
            ["title"] = m,
            ["description"] = m,
            ["id"] = $"{post.Id}/insights/{m}/lifetime",
        })]) });
    }

    private Answer Delete(ContractCall call)
    {
        if (Find(LastPart(call)) is not { } post)
            return GraphErrors.NotFound;
        post.IsRemoved = true;
        return Answer.Ok(new JsonObject { ["success"] = true });
    }
}
