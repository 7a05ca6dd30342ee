using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.Instagram;

/// <summary>
/// What a request to Instagram must look like: the node tables where they hold the step, else Meta's guides ("Content Publishing",
/// "Business Login for Instagram", "Long-Lived Access Tokens").
/// </summary>
internal static partial class InstagramProtocol
{
    public static IEnumerable<string> Check(string step, ContractCall call, InstagramLogin login)
    {
        if (Version().Match(call.Path) is { Success: true } version && version.Value[1..] != GraphDescription.Current.Version)
            yield return $"the description is of {GraphDescription.Current.Version}, not {version.Value}";
        foreach (var fault in Of(step, call, login))
            yield return fault;
    }

    private static IEnumerable<string> Of(string step, ContractCall call, InstagramLogin login)
    {
        var user = login is InstagramLogin.Instagram ? "IGUserForIGOnlyAPI" : "IGUser";
        var media = login is InstagramLogin.Instagram ? "IGMediaForIGOnlyAPI" : "IGMedia";
        // the Instagram-only table writes "mediapublish", Meta's guide media_publish for both hosts
        return step switch
        {
            "media" => Described(user, "media", call, "is_ai_generated").Concat(Container(call)),
            "publish" => Described("IGUser", "media_publish", call),
            "limit" => Described(user, "content_publishing_limit", call),
            "list" => Described(user, "media", call),
            "stories" => Described(user, "stories", call),
            "me" => Described(login is InstagramLogin.Instagram ? user : "User", null, call),
            "account" => Described(user, null, call),
            "page" => Described("Page", null, call),
            "status" => Described("ShadowIGMediaBuilder", null, call),
            "media_read" or "delete" => Described(media, null, call),
            "comment" => Described(media, "comments", call).Concat(string.IsNullOrEmpty(call.Text("message")) ? ["needs message"] : []),
            "comments" => Described(media, "comments", call),
            "children" => Described(media, "children", call),
            "insights" => Described(media, "insights", call),
            "accounts" => Described("User", "accounts", call),
            "permissions" or "revoke" => Described("User", "permissions", call),
            "upload" => Upload(call),
            "code" => Parameters(call, ["client_id", "client_secret", "code", "grant_type", "redirect_uri"]).Concat(Is(call, "grant_type", "authorization_code")),
            "exchange" => Parameters(call, ["access_token", "client_secret", "grant_type"]).Concat(Is(call, "grant_type", "ig_exchange_token")),
            "refresh" => Parameters(call, ["access_token", "grant_type"]).Concat(Is(call, "grant_type", "ig_refresh_token")),
            "facebook_token" => FacebookToken(call),
            "debug" => Parameters(call, ["input_token"], "access_token"),
            _ => [],
        };
    }

    private static IEnumerable<string> Described(string node, string? edge, ContractCall call, params string[] more) =>
        GraphDescription.Current.Violations(node, edge, call, more).Concat(call.Token is null ? ["no token: access_token or Authorization: Bearer"] : [])
            .Concat(call.Header("Authorization") is { } header && !header.StartsWith("Bearer ", StringComparison.Ordinal) ? ["Authorization must be Bearer"] : []);

    private static IEnumerable<string> Container(ContractCall call)
    {
        var type = call.Text("media_type");
        var sources = new[] { "image_url", "video_url", "upload_type", "children" }.Count(p => call.Text(p) is not null);
        if (sources != 1)
            yield return $"a container needs one of image_url, video_url, upload_type and children, has {sources}";
        if (type is not (null or "IMAGE" or "VIDEO" or "REELS" or "STORIES" or "CAROUSEL"))
            yield return $"media_type {type} is unknown";
        if ((type == "CAROUSEL") != (call.Text("children") is not null))
            yield return "children belong to media_type=CAROUSEL";
        if (call.Text("upload_type") is { } upload && upload != "resumable")
            yield return $"upload_type {upload} is unknown";
        if (call.Text("is_carousel_item") == "true" && call.Text("caption") is not null)
            yield return "a caption belongs to the carousel, not to its item";
        if (call.Text("video_url") is not null && type is null or "IMAGE")
            yield return "a video needs a media_type";
        if (call.Text("is_carousel_item") == "true" && type is "REELS" or "STORIES" or "CAROUSEL")
            yield return $"a carousel's item can't be {type}";
    }

    private static IEnumerable<string> Upload(ContractCall call)
    {
        if (call.Header("Authorization")?.StartsWith("OAuth ", StringComparison.Ordinal) != true)
            yield return "needs the header Authorization: OAuth {token}";
        if (call.Header("file_url") is not null)
            yield break;
        var (offset, size) = (Number(call.Header("offset")), Number(call.Header("file_size")));
        if (offset is null || size is null)
            yield return "needs the headers offset and file_size";
        else if (call.Body.Length != size - offset)
            yield return $"{call.Body.Length} bytes came where file_size {size} and offset {offset} say {size - offset}";
    }

    private static IEnumerable<string> FacebookToken(ContractCall call) => call.Text("grant_type") is { } grant
        ? Parameters(call, ["client_id", "client_secret", "fb_exchange_token", "grant_type"]).Concat(grant == "fb_exchange_token" ? [] : [$"grant_type {grant} is unknown"])
        : Parameters(call, ["client_id", "client_secret", "code", "redirect_uri"]);

    private static IEnumerable<string> Parameters(ContractCall call, string[] needed, params string[] more) =>
        needed.Where(p => string.IsNullOrEmpty(call.Text(p)) && !(p == "access_token" && call.Token is not null)).Select(p => $"needs {p}")
            .Concat(call.Parameters.Select(p => p.Key).Except(needed).Except(more).Select(p => $"knows no parameter {p}"));

    private static IEnumerable<string> Is(ContractCall call, string name, string value) => call.Text(name) == value ? [] : [$"{name} must be {value}"];

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"(?<=^|/ig-api-upload)/v\d+\.\d+")]
    private static partial Regex Version();
}
