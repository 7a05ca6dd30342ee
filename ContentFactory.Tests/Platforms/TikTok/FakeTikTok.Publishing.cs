using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.TikTok;

internal sealed partial class FakeTikTok
{
    private Answer Begin(JsonNode? body, bool direct)
    {
        if (body is not JsonObject json)
            return TikTokErrors.Of(400, "invalid_param");
        if (direct && Refusal(json["post_info"], 2200) is { } refusal)
            return refusal;
        var publish = Add(json, direct ? "v_pub_file" : "v_inbox_file", isDraft: !direct, isPhotos: false);
        var address = new Uri(UploadHost ?? Address, $"/video/?upload_id={publishes.Count}&upload_token=SeCrEt0upload{publishes.Count:0000}").AbsoluteUri;
        return TikTokErrors.Ok(new() { ["publish_id"] = publish.Id, ["upload_url"] = address });
    }

    private Answer BeginPhotos(JsonNode? body)
    {
        var direct = (string?)body?["post_mode"] == "DIRECT_POST";
        var images = (body?["source_info"]?["photo_images"] as JsonArray ?? []).Select(i => (string)i!).ToList();
        if (body is not JsonObject json || images.Count is 0 or > 35 || Length(body["post_info"], "description") > 4000)
            return TikTokErrors.Of(400, "invalid_param");
        if (Length(body["post_info"], "title") > 90)
            return TikTokErrors.Of(400, "invalid_param");
        if (direct && Refusal(body["post_info"], 90) is { } refusal)
            return refusal;
        var publish = Add(json, direct ? "p_pub_url" : "p_inbox_url", isDraft: !direct, isPhotos: true);
        Accept(publish);
        publish.Failure ??= images.All(Web.ContainsKey) ? images.All(i => Web[i] is "image/jpeg" or "image/webp") ? null : "file_format_check_failed" : "photo_pull_failed";
        return TikTokErrors.Ok(new() { ["publish_id"] = publish.Id });
    }

    private FakePublish Add(JsonObject body, string prefix, bool isDraft, bool isPhotos)
    {
        if (!isDraft && !askedForCreator)
            Violate("a direct post without asking creator_info before");
        askedForCreator &= isDraft;
        publishes.Add(new($"{prefix}~v2.74{publishes.Count + 1:00000000}", (JsonObject)body.DeepClone(), Now) { IsDraft = isDraft, IsPhotos = isPhotos });
        return publishes[^1];
    }

    private void Accept(FakePublish publish) => (publish.AcceptedAt, publish.Failure, NextFailure) = (Now, NextFailure, null);

    private static int Length(JsonNode? post, string field) => ((string?)post?[field] ?? "").Length;

    /// <summary>Null where TikTok takes it. What the person may not choose the connector must not send, whatever TikTok would say.</summary>
    private Answer? Refusal(JsonNode? post, int mostTitle)
    {
        var privacy = (string?)post?["privacy_level"];
        foreach (var name in new[] { "comment", "duet", "stitch" }.Where(n => (bool)Creator[$"{n}_disabled"]!))
            if ((bool?)post?[$"disable_{name}"] == false || (post?[$"disable_{name}"] is null && (name == "comment" || mostTitle > 90)))
                Violate($"{name} is off for this creator, and the post has it on");
        if (Length(post, "title") > mostTitle)
            return TikTokErrors.Of(400, "invalid_param");
        if (!Creator["privacy_level_options"]!.AsArray().Any(o => (string?)o == privacy))
            return TikTokErrors.Of(403, "privacy_level_option_mismatch");
        return privacy == "SELF_ONLY" && (bool?)post?["brand_content_toggle"] == true ? TikTokErrors.Of(400, "invalid_param") : null;
    }

    private Answer Take(ContractCall call)
    {
        var number = int.TryParse(call.Text("upload_id"), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : 0;
        // an upload that is whole is none any more
        if (publishes.ElementAtOrDefault(number - 1) is not { AcceptedAt: null, Size: > 0 } publish)
            return new(404);
        if (call.Text("upload_token") != $"SeCrEt0upload{number:0000}" || Now >= publish.At + UploadLife)
            return new(403);
        if (TikTokProtocol.RangeOf(call) is not var (from, to, total))
            return new(400);
        if (total != publish.Size || from != publish.Received)
            return Far(new(416), publish);
        var last = from / publish.ChunkSize == publish.Chunks - 1;
        if (to != (last ? publish.Size : from + publish.ChunkSize) - 1)
            Violate($"bytes: a chunk {from}-{to} of {publish.Size} where chunk_size is {publish.ChunkSize}");
        publish.Take(call.Body, call.Header("Content-Type"));
        if (publish.Received == publish.Size)
            Accept(publish);
        return Far(new(publish.Received == publish.Size ? 201 : 206), publish);
    }

    private static Answer Far(Answer answer, FakePublish publish) =>
        publish.Received == 0 ? answer : answer.With("Content-Range", $"bytes 0-{publish.Received - 1}/{publish.Size}");

    private FakePublish? Find(ContractCall call) => publishes.FirstOrDefault(p => p.Id == (string?)call.Json?["publish_id"]);

    private Answer Status(ContractCall call)
    {
        if (Find(call) is not { } publish)
            return TikTokErrors.Of(400, "invalid_publish_id");
        var data = new JsonObject { ["status"] = publish.StatusAt(Now, Processing) };
        if (TellsBytes)
            data["uploaded_bytes"] = publish.Received;
        if ((string?)data["status"] == "FAILED")
            data["fail_reason"] = publish.Failure;
        if (IdOf(publish) is { } id)
            data["publicaly_available_post_id"] = new JsonArray(id);
        return TikTokErrors.Ok(data);
    }

    /// <summary>The id that a public post gets after moderation; null before, and of all others.</summary>
    public long? IdOf(FakePublish publish) =>
        publish.StatusAt(Now, Processing) == "PUBLISH_COMPLETE" && publish.Words("privacy_level") == "PUBLIC_TO_EVERYONE" && Now >= publish.AcceptedAt + Processing + Moderation
            ? 7_400_000_000_000_000_000 + publishes.IndexOf(publish) : null;

    /// <summary>The public ones, newest first (Display API, which the contract does not hold).</summary>
    private IEnumerable<JsonNode> Shown() => Posts.Where(p => IdOf(p) is not null).Reverse().Select(p => (JsonNode)new JsonObject
    {
        ["id"] = $"{IdOf(p)}", ["create_time"] = p.AcceptedAt!.Value.ToUnixTimeSeconds(), ["video_description"] = p.Words(p.IsPhotos ? "description" : "title"),
        ["view_count"] = 9_000_000_000, ["like_count"] = 50, ["comment_count"] = 7, ["share_count"] = 3,
    });

    private Answer Query(ContractCall call)
    {
        var ids = call.Json!["filters"]!["video_ids"]!.AsArray().Select(i => (string)i!).ToList();
        return TikTokErrors.Ok(new() { ["videos"] = new JsonArray([.. Shown().Where(v => ids.Contains((string)v["id"]!))]) });
    }

    private Answer List() => TikTokErrors.Ok(new() { ["videos"] = new JsonArray([.. Shown().Take(20)]), ["cursor"] = 0, ["has_more"] = false });
}
