using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

internal sealed partial class FakeX
{
    /// <summary>It knows the older names of fields only: tweet.fields, retweet_count.</summary>
    public bool AsksForTweets { get; set; }

    /// <summary>How long a new post is not in the timeline yet.</summary>
    public TimeSpan TimelineLag { get; set; }

    /// <summary>A post that was made by other means.</summary>
    public FakePost AddForeign(string text, DateTimeOffset at) => Add(text, [], null, at);

    private FakePost Add(string text, IReadOnlyList<string> media, string? replyTo, DateTimeOffset at)
    {
        posts.Add(new($"{1_990_000_000_000_000_001 + posts.Count}", text, media, replyTo, at));
        return posts[^1];
    }

    private FakePost? Find(string? id) => posts.Find(p => p.Id == id && !p.IsRemoved);

    private Answer Post(ContractCall call)
    {
        var body = call.Json!;
        var text = (string?)body["text"] ?? "";
        var media = body["media"]?["media_ids"]?.AsArray().Select(m => (string)m!).ToList() ?? [];
        var replyTo = (string?)body["reply"]?["in_reply_to_tweet_id"];
        var weight = XText.Weigh(text);
        if (weight > XText.Most || (weight == 0 && media.Count == 0))
            return XErrors.Invalid($"The text weighs {weight}.");
        if (FaultOf(media) is { } fault)
            return XErrors.Invalid(fault);
        if (replyTo is not null && Find(replyTo) is null)
            return XErrors.Invalid("The post that is replied to is deleted or not visible to you.");
        var post = Add(text, media, replyTo, Now);
        return new(201, Data(new JsonObject { ["id"] = post.Id, ["text"] = XText.Shown(post) }).ToJsonString());
    }

    private Answer Delete(ContractCall call)
    {
        if (Find(Hole(call)) is not { } post)
            return XErrors.Of(404, "resource-not-found", "Could not find the post.", "Not Found Error");
        post.IsRemoved = true;
        return Answer.Ok(Data(new JsonObject { ["deleted"] = true }));
    }

    private Answer Read(string step, ContractCall call)
    {
        if (AsksForTweets && call.Text("post.fields") is not null)
            return XErrors.Invalid("The query parameter [post.fields] is not one of [tweet.fields,user.fields].");
        return step == "timeline" ? Timeline(call) : One(call);
    }

    private Answer One(ContractCall call) =>
        Find(Hole(call)) is { } post ? Answer.Ok(Data(Show(post, call))) : Answer.Ok(new JsonObject { ["errors"] = new JsonArray(XErrors.NotFound(Hole(call))) });

    private Answer Timeline(ContractCall call)
    {
        if (Hole(call) != UserId)
            return Answer.Ok(new JsonObject { ["meta"] = new JsonObject { ["result_count"] = 0 } });
        var from = call.Text("start_time") is { } start ? DateTimeOffset.Parse(start, CultureInfo.InvariantCulture) : DateTimeOffset.MinValue;
        var found = posts.Where(p => !p.IsRemoved && p.At >= from && p.At + TimelineLag <= Now && (p.ReplyTo is null || call.Text("exclude")?.Contains("replies", StringComparison.Ordinal) != true))
            .Where(p => call.Text("since_id") is not { } since || string.CompareOrdinal(p.Id, since) > 0)
            .OrderByDescending(p => p.At).ThenByDescending(p => p.Id, StringComparer.Ordinal)
            .Take(int.Parse(call.Text("max_results") ?? "10", CultureInfo.InvariantCulture)).Select(p => (JsonNode)Show(p, call)).ToArray();
        var answer = new JsonObject { ["meta"] = new JsonObject { ["result_count"] = found.Length } };
        if (found.Length > 0)
            answer["data"] = new JsonArray(found);
        return Answer.Ok(answer);
    }

    private JsonObject Show(FakePost post, ContractCall call)
    {
        var fields = (call.Text(AsksForTweets ? "tweet.fields" : "post.fields") ?? "").Split(',');
        var shown = new JsonObject { ["id"] = post.Id, ["text"] = XText.Shown(post) };
        if (fields.Contains("created_at"))
            shown["created_at"] = post.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        if (fields.Contains("public_metrics"))
            shown["public_metrics"] = new JsonObject(post.Counts.Select(c => KeyValuePair.Create(AsksForTweets ? c.Key.Replace("repost", "retweet", StringComparison.Ordinal) : c.Key, (JsonNode?)c.Value)));
        if (fields.Contains("attachments") && post.Media.Count > 0)
            shown["attachments"] = new JsonObject { ["media_keys"] = new JsonArray([.. post.Media.Select(m => (JsonNode)KeyOf(uploads.First(u => u.Id == m)))]) };
        if (fields.Contains("entities") && XText.Addresses(post.Text) is { Count: > 0 } addresses)
            shown["entities"] = new JsonObject { ["urls"] = new JsonArray([.. addresses.Select(a => (JsonNode)new JsonObject { ["url"] = "https://t.co/AbCdEfGhIj", ["expanded_url"] = a })]) };
        if (fields.Contains("conversation_id"))
            shown["conversation_id"] = Root(post).Id;
        if ((call.Text("expansions") ?? "").Contains("referenced", StringComparison.Ordinal) && post.ReplyTo is not null)
            shown["referenced_posts"] = new JsonArray(new JsonObject { ["type"] = "replied_to", ["id"] = post.ReplyTo });
        return shown;
    }

    private FakePost Root(FakePost post) => post.ReplyTo is { } parent ? Root(posts.First(p => p.Id == parent)) : post;
}
