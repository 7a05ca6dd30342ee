using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Threads;

/// <summary>Holds requests to Meta's own collection of the Threads API: paths, parameters, fields, metrics.</summary>
internal static partial class ThreadsDescription
{
    private static readonly JsonNode Root = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Platforms", "specs", "threads.requests.json")))!;

    public static IEnumerable<string> Check(string step, ContractCall call)
    {
        var version = Version().Match(call.Path);
        var path = step switch
        {
            "status" => "/{container_id}",
            "post_read" or "delete" => "/{thread_id}",
            "insights" or "replies_of" => $"/{{thread_id}}/{call.Path.Split('/')[^1]}",
            _ => Version().Replace(call.Path, "").TrimEnd('/'),
        };
        if (Root["requests"]!.AsArray().FirstOrDefault(r => (string)r!["method"]! == call.Method && (string)r["path"]! == path) is not { } request)
            return [$"{call}: the collection has no {call.Method} {path}"];
        var known = request["params"]!.AsArray().Select(p => (string)p!).Append("access_token").ToList();
        return (version is { Success: true, Value: not "/v1.0" } ? [$"the contract is of v1.0, not {version.Value}"] : Array.Empty<string>())
            .Concat(call.Parameters.Select(p => p.Key).Except(known).Select(p => $"{path} knows no parameter {p}"))
            .Concat(call.Parameters.GroupBy(p => p.Key).Where(g => g.Count() > 1).Select(g => $"{g.Key} is given {g.Count()} times"))
            .Concat(Listed(call, "fields", FieldsOf(step))).Concat(Listed(call, "metric", step == "account_insights" ? "account_metrics" : "metrics"))
            .Concat(step is not "code" && call.Token is null ? ["no token"] : []).Concat(step is "code" or "exchange" or "refresh" or "debug" ? Tokens(step, call) : [])
            .Concat(step == "make" ? Container(call) : step == "publish" && call.Text("creation_id") is null ? ["needs creation_id"] : []);
    }

    /// <summary>Fields of a post or an account that the collection does not name.</summary>
    public static IEnumerable<string> AnswerViolations(string of, JsonNode? answer) =>
        answer!.AsObject().Select(f => f.Key).Except(Names(Root["fields"]![of])).Select(f => $"{of} has no field {f}");

    private static string? FieldsOf(string step) => step switch
    {
        "status" => "container",
        "me" => "profile",
        "limit" => "quota",
        "list" or "post_read" => "threads",
        "replies" or "replies_of" => "replies",
        _ => null,
    };

    private static IEnumerable<string> Listed(ContractCall call, string parameter, string? list)
    {
        if (call.Text(parameter) is not { } text || list is null)
            return [];
        var known = Names(parameter == "fields" ? Root["fields"]![list] : Root[list]);
        return text.Split(',').Select(n => n.Split('{')[0]).Except(known).Select(n => $"{list} has no {n}");
    }

    private static List<string> Names(JsonNode? list) => [.. list!.AsArray().Select(n => (string)n!)];

    private static IEnumerable<string> Tokens(string step, ContractCall call)
    {
        var (needed, grant) = step switch
        {
            "code" => (new[] { "client_id", "client_secret", "code", "redirect_uri" }, "authorization_code"),
            "exchange" => (["client_secret"], "th_exchange_token"),
            "refresh" => ([], "th_refresh_token"),
            _ => (["input_token"], null),
        };
        return needed.Where(n => string.IsNullOrEmpty(call.Text(n))).Select(n => $"needs {n}").Concat(grant is null || call.Text("grant_type") == grant ? [] : [$"grant_type must be {grant}"]);
    }

    private static IEnumerable<string> Container(ContractCall call)
    {
        var type = call.Text("media_type");
        if (type is null || !Names(Root["media_types"]).Contains(type))
            yield return $"media_type {type} is unknown";
        foreach (var (of, parameter) in new[] { ("TEXT", "text"), ("IMAGE", "image_url"), ("VIDEO", "video_url"), ("CAROUSEL", "children") })
            if (type == of ? string.IsNullOrEmpty(call.Text(parameter)) : of != "TEXT" && call.Text(parameter) is not null)
                yield return $"{parameter} and media_type={type} do not go together";
        if (call.Text("is_carousel_item") is { } item && (item != "true" || type is "TEXT" or "CAROUSEL" || call.Text("text") is not null || call.Text("reply_to_id") is not null))
            yield return "an item of a carousel is a picture or a video without words";
        if (call.Text("link_attachment") is not null && type != "TEXT")
            yield return "link_attachment belongs to media_type=TEXT";
        if (call.Text("reply_control") is { } control && !Names(Root["reply_controls"]).Contains(control))
            yield return $"reply_control {control} is unknown";
    }

    [GeneratedRegex(@"\A/v\d+\.\d+(?=/)")]
    public static partial Regex Version();
}
