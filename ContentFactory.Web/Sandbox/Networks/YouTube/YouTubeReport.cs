using System.Text.Json.Nodes;
using ContentFactory.Domain.Platforms.Sandbox;

namespace ContentFactory.Web.Sandbox.Networks.YouTube;

/// <summary>YouTube Analytics of one video: days late, and all of it in the row of the first day.</summary>
internal static class YouTubeReport
{
    private const string Filter = "video==";
    private const double WatchedSeconds = 34;
    private static readonly TimeSpan Late = TimeSpan.FromDays(2);

    public static async Task<SandboxReply> ReadAsync(SandboxVisit visit, CancellationToken ct)
    {
        var filter = visit.Request["filters"];
        var found = filter.StartsWith(Filter, StringComparison.Ordinal) ? await YouTubeShelf.FindAsync(visit, filter[Filter.Length..], ct) : null;
        var columns = new[] { "day" }.Concat(visit.Request["metrics"].Split(',', StringSplitOptions.RemoveEmptyEntries)).ToList();
        var rows = new JsonArray();
        if (found is var (entry, video) && visit.Now - entry.SentAt > Late && video.ViewsOf(visit, entry) > 0)
            rows.Add(Row(columns, visit.Request["startDate"], SandboxNumbers.Views(visit.Account.ChatId, entry.Number, visit.Now - entry.SentAt - Late)));
        return SandboxReply.Json(new JsonObject
        {
            ["kind"] = "youtubeAnalytics#resultTable", ["columnHeaders"] = new JsonArray([.. columns.Select(name => (JsonNode)new JsonObject { ["name"] = name })]), ["rows"] = rows,
        });
    }

    private static JsonArray Row(List<string> columns, string day, long views) => [.. columns.Select(name => name switch
    {
        "day" => (JsonNode)day,
        "views" => views,
        "averageViewDuration" => WatchedSeconds,
        "estimatedMinutesWatched" => (long)(views * WatchedSeconds / 60),
        "likes" => views / 25,
        "comments" => views / 200,
        "shares" => views / 100,
        _ => 0,
    })];
}
