using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Facebook;

/// <summary>What a request to a page must look like: the node tables where they hold the step, else Meta's guides ("Posts", "Reels Publishing", "Video API").</summary>
internal static partial class FacebookProtocol
{
    private static readonly GraphDescription Description = GraphDescription.Pages;

    public static IEnumerable<string> Check(string step, ContractCall call)
    {
        if (Version().Match(call.Path) is not { Success: true } version || version.Value[1..] != Description.Version)
            yield return $"the description is of {Description.Version}, not {call.Path}";
        foreach (var fault in Of(step, call))
            yield return fault;
    }

    /// <summary>The photos of a post: attached_media[0]={"media_fbid":"1"} or one JSON list.</summary>
    public static IEnumerable<string> Attached(ContractCall call) => call.Parameters.Where(p => p.Key.StartsWith("attached_media", StringComparison.Ordinal))
        .SelectMany(p => JsonNode.Parse(p.Value) is JsonArray list ? list.ToArray() : [JsonNode.Parse(p.Value)]).Select(m => (string)m!["media_fbid"]!);

    /// <summary>The call with the fields of a form that carries files among its own; a file's field says how long it is.</summary>
    public static ContractCall Opened(ContractCall call) => MultipartForm.Of(call) is { Count: > 0 } parts
        ? call with { Form = [.. parts.Select(p => KeyValuePair.Create(p.Name, p.FileName is null ? p.Text : $"{p.Bytes.Length} bytes"))] }
        : call;

    public static byte[]? FileOf(ContractCall call, string name) => MultipartForm.Of(call).FirstOrDefault(p => p.Name == name && p.FileName is not null)?.Bytes;

    private static IEnumerable<string> Of(string step, ContractCall call) => step switch
    {
        "feed" => Described("Page", "feed", Joined(call)).Concat(Feed(call)),
        "photo" => Described("Page", "photos", call, "source").Concat(call.Text("url") is null == call.Text("source") is null ? ["needs url or source"] : []).Concat(Is(call, "published", "false")),
        "photo_story" => Described("Page", "photo_stories", call).Concat(Needs(call, "photo_id")),
        "video_start" => Described("Page", "videos", call).Concat(Needs(call, "file_size")),
        "video_transfer" => Described("Page", "videos", call).Concat(Needs(call, "upload_session_id", "start_offset", "video_file_chunk")),
        "video_finish" => Described("Page", "videos", call).Concat(Needs(call, "upload_session_id")),
        "reel_start" => Described("Page", "video_reels", Upper(call)),
        "video_story_start" => Described("Page", "video_stories", Upper(call)),
        "reel_finish" => Described("Page", "video_reels", Upper(call)).Concat(Needs(call, "video_id", "video_state")).Concat(Is(call, "video_state", "PUBLISHED")),
        "video_story_finish" => Described("Page", "video_stories", Upper(call)).Concat(Needs(call, "video_id")),
        "upload" => Upload(call),
        "list" or "stories" => Described("Page", call.Path.Split('/')[^1], call, "status"),
        "page" => Described("Page", null, call),
        "post_read" => Described("PagePost", null, call),
        "video_read" => Described("AdVideo", null, call),
        "insights" or "video_insights" => Described(step == "insights" ? "PagePost" : "AdVideo", step, call with { Query = [.. call.Query.Where(p => p.Key != "metric")] }),
        "comment" => Described(NodeOf(call), "comments", call).Concat(Needs(call, "message")),
        "comments" => Described(NodeOf(call), "comments", call),
        "comment_read" => Described("Comment", null, call),
        "delete" => Described("PagePost", null, call),
        "accounts" => Described("User", "accounts", call),
        "permissions" => Described("User", "permissions", call),
        "token" => Token(call),
        _ => [$"{call}: the guide has no such phase"],
    };

    private static IEnumerable<string> Described(string node, string? edge, ContractCall call, params string[] more) =>
        Description.Violations(node, edge, call, more).Concat(call.Token is null ? ["no token: access_token or Authorization: Bearer"] : [])
            .Concat(call.Query.Any(p => p.Key == "access_token") && call.Method != "GET" ? ["a token in the address ends in logs"] : [])
            .Concat(call.Header("Authorization") is { } header && !header.StartsWith("Bearer ", StringComparison.Ordinal) ? ["Authorization must be Bearer"] : []);

    // a page's posts are named "{page}_{post}", its videos by one number
    private static string NodeOf(ContractCall call) => call.Path.Split('/')[^2].Contains('_', StringComparison.Ordinal) ? "PagePost" : "AdVideo";

    private static IEnumerable<string> Feed(ContractCall call)
    {
        if (string.IsNullOrEmpty(call.Text("message")) && string.IsNullOrEmpty(call.Text("link")) && !Attached(call).Any())
            yield return "a post needs message, link or attached_media";
        if (call.Text("link") is not null && Attached(call).Any())
            yield return "a post has a link or photos, not both";
    }

    private static ContractCall Joined(ContractCall call) => call with
    {
        Form = [.. call.Form.Where(p => !p.Key.StartsWith("attached_media", StringComparison.Ordinal)),
            .. Attached(call).Any() ? [KeyValuePair.Create("attached_media", $"[{string.Join(',', Attached(call).Select(id => $$"""{"media_fbid":"{{id}}"}"""))}]")] : Array.Empty<KeyValuePair<string, string>>()],
    };

    // the table writes the phases of reels in capitals, the guide in small letters
    private static ContractCall Upper(ContractCall call) => call with { Form = [.. call.Form.Select(p => p.Key == "upload_phase" ? KeyValuePair.Create(p.Key, p.Value.ToUpperInvariant()) : p)] };

    private static IEnumerable<string> Upload(ContractCall call)
    {
        if (call.Header("Authorization")?.StartsWith("OAuth ", StringComparison.Ordinal) != true)
            yield return "needs the header Authorization: OAuth {token}";
        var (offset, size) = (Number(call.Header("offset")), Number(call.Header("file_size")));
        if (offset is null || size is null)
            yield return "needs the headers offset and file_size";
        else if (call.Body.Length != size - offset)
            yield return $"{call.Body.Length} bytes came where file_size {size} and offset {offset} say {size - offset}";
    }

    private static IEnumerable<string> Token(ContractCall call) => Needs(call, "client_id", "client_secret")
        .Concat(call.Text("grant_type") is null ? Needs(call, "code", "redirect_uri") : Needs(call, "fb_exchange_token").Concat(Is(call, "grant_type", "fb_exchange_token")));

    private static IEnumerable<string> Needs(ContractCall call, params string[] names) => names.Where(n => string.IsNullOrEmpty(call.Text(n))).Select(n => $"needs {n}");

    private static IEnumerable<string> Is(ContractCall call, string name, string value) => call.Text(name) == value ? [] : [$"{name} must be {value}"];

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?<=^|/video-upload)/v\d+\.\d+(?=/)")]
    private static partial Regex Version();
}
