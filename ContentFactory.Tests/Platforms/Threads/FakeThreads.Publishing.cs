using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Threads;

internal sealed partial class FakeThreads
{
    private Answer Make(ContractCall call)
    {
        var isMedia = call.Text("image_url") is not null || call.Text("video_url") is not null;
        var container = new FakeContainer(NextId(), call, Now, Now + (call.Text("video_url") is null ? ShortProcessing : Processing)) { Failure = isMedia ? Failure : null };
        if (Refusal(container) is { } refusal)
            return refusal;
        containers[container.Id] = container;
        // words alone may be published as they come
        if (call.Text("auto_publish_text") == "true" && container.Type == "TEXT")
            return Out(container);
        return Answer.Ok(new JsonObject { ["id"] = container.Id });
    }

    private Answer? Refusal(FakeContainer container)
    {
        if (ThreadsLength.Of(container.Text ?? "") > 500)
            return GraphAnswer.Error(100, 0, "Param text must be at most 500 characters long.");
        if (container.ReplyTo is { } to && Find(to) is null)
            return GraphAnswer.Error(100, 33, "The post to reply to does not exist");
        if (container.Type == "CAROUSEL")
            return container.Children.Count is < 2 or > 20 ? GraphAnswer.Error(100, 0, "A carousel has 2 to 20 items")
                : container.Children.Any(id => !containers.TryGetValue(id, out var child) || !child.IsItem || child.StatusAt(Now) != "FINISHED") ? GraphAnswer.Error(100, 4279004, "A child of the carousel is not ready") : null;
        return container.Url is not { } url ? null : Web.GetValueOrDefault(url) switch
        {
            null or { Size: 0 } => GraphAnswer.Error(100, 0, "The media could not be fetched"),
            { ContentType: var type, Size: var size } when container.Type == "IMAGE" && (type is not ("image/jpeg" or "image/png") || size > 8 * 1024 * 1024) => GraphAnswer.Error(100, 0, "The image is too large or of a wrong format"),
            _ => null,
        };
    }

    private Answer Status(ContractCall call)
    {
        if (!containers.TryGetValue(LastPart(call), out var container))
            return GraphAnswer.Gone;
        var status = container.StatusAt(Now);
        var answer = new JsonObject { ["id"] = container.Id, ["status"] = status };
        if (status == "ERROR")
            answer["error_message"] = container.Failure;
        return Answer.Ok(answer);
    }

    private Answer Publish(ContractCall call)
    {
        if (!containers.TryGetValue(call.Text("creation_id") ?? "", out var container))
            return NotFound;
        var status = container.StatusAt(Now);
        if (status == "PUBLISHED")
            Violate($"publish: container {container.Id} is out already");
        if (container.IsItem)
            Violate("publish: an item of a carousel is not published by itself");
        if (status is not ("FINISHED" or "PUBLISHED"))
            return NotFound;
        return Out(container);
    }

    private Answer Out(FakeContainer container)
    {
        if ((container.ReplyTo is null ? PostsLeft-- : RepliesLeft--) <= 0)
            return GraphAnswer.Error(4, 0, "The limit of posts in 24 hours is reached");
        container.IsPublished = true;
        var type = container.Type switch { "TEXT" => "TEXT_POST", "CAROUSEL" => "CAROUSEL_ALBUM", var other => other };
        threads.Add(new(NextId(), type, container.Text, Now, container) { ReplyTo = container.ReplyTo });
        return Answer.Ok(new JsonObject { ["id"] = threads[^1].Id });
    }

    private Answer Limit(ContractCall call)
    {
        var all = new JsonObject
        {
            ["id"] = null,
            ["quota_usage"] = 250 - PostsLeft,
            ["config"] = new JsonObject { ["quota_total"] = 250, ["quota_duration"] = 86_400 },
            ["reply_quota_usage"] = 1000 - RepliesLeft,
            ["reply_config"] = new JsonObject { ["quota_total"] = 1000, ["quota_duration"] = 86_400 },
        };
        var row = GraphAnswer.Choose(all, call.Text("fields") ?? "quota_usage,config");
        row.Remove("id");
        return Answer.Ok(new JsonObject { ["data"] = new JsonArray(row) });
    }
}
