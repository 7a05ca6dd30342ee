using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

internal sealed partial class FakeYouTube
{
    /// <summary>Rows of the report on one video by metric, for all its days; without it there is no data yet.</summary>
    public Dictionary<string, double> Report { get; } = [];

    /// <summary>A video that somebody uploaded by other means.</summary>
    public FakeVideo AddForeign(string title, DateTimeOffset at, string description = "")
    {
        var session = new FakeSession("", new JsonObject { ["snippet"] = new JsonObject { ["title"] = title, ["description"] = description }, ["status"] = new JsonObject { ["privacyStatus"] = "public" } }, "video/mp4", 1);
        videos.Add(new($"own{videos.Count + 1:00000000}", session, at, at));
        return videos[^1];
    }

    private FakeVideo? Find(string? id) => videos.FirstOrDefault(v => v.Id == id && !v.IsRemoved);

    private Answer List(ContractCall call)
    {
        var ids = call.Query.Where(q => q.Key == "id").SelectMany(q => q.Value.Split(','));
        var found = ids.Select(Find).OfType<FakeVideo>().Select(v => (JsonNode)Show(v, PartsOf(call))).ToArray();
        return Answer.Ok(Page("youtube#videoListResponse", found));
    }

    private static JsonObject Page(string kind, JsonNode[] items) => new()
    {
        ["kind"] = kind,
        ["etag"] = "e",
        ["items"] = new JsonArray(items),
        ["pageInfo"] = new JsonObject { ["totalResults"] = items.Length, ["resultsPerPage"] = items.Length },
    };

    private static string PartsOf(ContractCall call) => string.Join(',', call.Query.Where(q => q.Key == "part").Select(q => q.Value));

    private JsonObject Show(FakeVideo video, string parts)
    {
        var shown = new JsonObject { ["kind"] = "youtube#video", ["etag"] = "e", ["id"] = video.Id };
        foreach (var part in parts.Split(','))
            shown[part] = part switch
            {
                "snippet" => Snippet(video),
                "status" => video.StatusAt(Now),
                "processingDetails" => video.ProcessingAt(Now),
                "statistics" => new JsonObject(video.Counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Value.ToString(CultureInfo.InvariantCulture)))),
                _ => new JsonObject(),
            };
        return shown;
    }

    private static JsonObject Snippet(FakeVideo video)
    {
        var snippet = (JsonObject)(video.From.Metadata["snippet"]?.DeepClone() ?? new JsonObject());
        (snippet["publishedAt"], snippet["channelId"], snippet["channelTitle"]) = (Text(video.At), ChannelId, "Contract Test");
        snippet["thumbnails"] = Thumbnails();
        return snippet;
    }

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private Answer Uploads(ContractCall call)
    {
        if (call.Text("playlistId") != UploadsId)
            return GoogleErrors.Of(404, "playlistNotFound", "The playlist cannot be found.", "youtube.playlistItem");
        var limit = int.Parse(call.Text("maxResults") ?? "5", CultureInfo.InvariantCulture);
        return Answer.Ok(Page("youtube#playlistItemListResponse", [.. videos.Where(v => !v.IsRemoved).OrderByDescending(v => v.At).Take(limit).Select((v, i) => (JsonNode)Item(v, i, PartsOf(call).Split(',')))]));
    }

    private static JsonObject Item(FakeVideo video, int position, string[] parts)
    {
        var item = new JsonObject { ["kind"] = "youtube#playlistItem", ["etag"] = "e", ["id"] = $"item-{video.Id}" };
        if (parts.Contains("snippet"))
            item["snippet"] = new JsonObject
            {
                ["publishedAt"] = Text(video.At),
                ["channelId"] = ChannelId,
                ["title"] = video.Title,
                ["description"] = video.Description,
                ["playlistId"] = UploadsId,
                ["position"] = position,
                ["resourceId"] = new JsonObject { ["kind"] = "youtube#video", ["videoId"] = video.Id },
            };
        if (parts.Contains("contentDetails"))
            item["contentDetails"] = new JsonObject { ["videoId"] = video.Id, ["videoPublishedAt"] = Text(video.At) };
        if (parts.Contains("status"))
            item["status"] = new JsonObject { ["privacyStatus"] = video.Privacy };
        return item;
    }

    private Answer Channels(ContractCall call)
    {
        var channel = new JsonObject { ["kind"] = "youtube#channel", ["etag"] = "e", ["id"] = ChannelId };
        foreach (var part in PartsOf(call).Split(','))
            channel[part] = part switch
            {
                "snippet" => new JsonObject { ["title"] = "Contract Test", ["description"] = "Tests", ["customUrl"] = Handle, ["publishedAt"] = "2020-01-01T00:00:00Z" },
                "statistics" => new JsonObject { ["viewCount"] = "1000", ["subscriberCount"] = "321", ["hiddenSubscriberCount"] = false, ["videoCount"] = "45" },
                "contentDetails" => new JsonObject { ["relatedPlaylists"] = new JsonObject { ["uploads"] = UploadsId } },
                "status" => new JsonObject { ["privacyStatus"] = "public", ["isLinked"] = true, ["longUploadsStatus"] = "allowed" },
                _ => new JsonObject(),
            };
        return Answer.Ok(Page("youtube#channelListResponse", HasChannel ? [channel] : []));
    }

    private Answer Delete(ContractCall call)
    {
        if (Find(call.Text("id")) is not { } video)
            return GoogleErrors.VideoNotFound;
        video.IsRemoved = true;
        return new(204);
    }

    private Answer Reports(ContractCall call)
    {
        foreach (var needed in new[] { "ids", "startDate", "endDate", "metrics" }.Where(p => call.Text(p) is null))
            Violate($"reports: needs {needed}");
        var dimensions = (call.Text("dimensions") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries);
        var metrics = (call.Text("metrics") ?? "").Split(',');
        var answer = new JsonObject
        {
            ["kind"] = "youtubeAnalytics#resultTable",
            ["columnHeaders"] = new JsonArray([.. dimensions.Select(d => (JsonNode)Header(d, "DIMENSION", "STRING")), .. metrics.Select(m => (JsonNode)Header(m, "METRIC", "INTEGER"))]),
        };
        if (Report.Count > 0)
            answer["rows"] = new JsonArray(new JsonArray([.. dimensions.Select(_ => (JsonNode)call.Text("startDate")!), .. metrics.Select(m => (JsonNode)Report.GetValueOrDefault(m))]));
        return Answer.Ok(answer);

        static JsonObject Header(string name, string column, string type) => new() { ["name"] = name, ["columnType"] = column, ["dataType"] = type };
    }
}
