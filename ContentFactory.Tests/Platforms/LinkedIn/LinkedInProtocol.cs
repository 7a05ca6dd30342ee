using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.LinkedIn;

/// <summary>
/// What a request to LinkedIn must look like (Microsoft Learn, LinkedIn: "Posts API", "little Text Format", "Images API", "Videos API",
/// "MultiImage API", "Documents API", "Versioning"). No machine-readable description exists.
/// </summary>
internal static partial class LinkedInProtocol
{
    public const string Reserved = @"|{}@[]()<>#\*_~";

    // "a version lives about a year"
    private const int VersionMonths = 12;

    public static IEnumerable<string> Check(string step, ContractCall call, DateTimeOffset now) => step switch
    {
        "token" => Form(call, call.Text("grant_type") switch
        {
            "authorization_code" => ["client_id", "client_secret", "code", "grant_type", "redirect_uri"],
            "refresh_token" => ["client_id", "client_secret", "grant_type", "refresh_token"],
            _ => ["grant_type as authorization_code or refresh_token"],
        }),
        "video_bytes" => VideoPart(call),
        "image_bytes" => Bearer(call),
        "document_bytes" => [],
        "me" => Bearer(call),
        _ => Bearer(call).Concat(Versioned(call, now)).Concat(Encoded(call)).Concat(Of(step, call)),
    };

    /// <summary>The words as LinkedIn shows them; null where they are no "little text".</summary>
    public static string? Shown(string commentary)
    {
        var plain = Hashtag().Replace(commentary, m => $"\\#{m.Groups[1].Value}");
        plain = Mention().Replace(plain, m => m.Groups[1].Value);
        var shown = new System.Text.StringBuilder();
        for (var i = 0; i < plain.Length; i++)
        {
            if (plain[i] == '\\' && i + 1 < plain.Length && Reserved.Contains(plain[i + 1], StringComparison.Ordinal))
                i++;
            else if (Reserved.Contains(plain[i], StringComparison.Ordinal))
                return null;
            shown.Append(plain[i]);
        }
        return shown.ToString();
    }

    private static IEnumerable<string> Of(string step, ContractCall call) => step switch
    {
        "post" => call.Json is JsonObject post ? Post(post) : ["the body must be JSON"],
        "image_start" or "document_start" => Start(call, ["owner"]),
        "video_start" => Start(call, ["owner", "fileSizeBytes", "uploadCaptions", "uploadThumbnail"]),
        "video_end" => call.Json?["finalizeUploadRequest"] is JsonObject end ? Fields(end, "finalizeUploadRequest", ["video", "uploadToken", "uploadedPartIds"]) : ["needs finalizeUploadRequest"],
        "list" => call.Text("q") == "author" && call.Header("X-RestLi-Method") == "FINDER" ? [] : ["is no search by author"],
        "acls" => call.Text("q") == "roleAssignee" && call.Text("role") == "ADMINISTRATOR" && call.Text("state") == "APPROVED" ? [] : ["asks for other roles than those of the guide"],
        _ => [],
    };

    private static IEnumerable<string> Post(JsonObject post)
    {
        foreach (var fault in Fields(post, "post", ["author", "commentary", "visibility", "distribution", "lifecycleState"], "content", "isReshareDisabledByAuthor"))
            yield return fault;
        if (!Author().IsMatch((string?)post["author"] ?? ""))
            yield return $"author {post["author"]} is neither a person nor an organization";
        if (Shown((string?)post["commentary"] ?? "") is null)
            yield return $"commentary has reserved characters that are not escaped: {post["commentary"]}";
        if ((string?)post["visibility"] is not ("PUBLIC" or "CONNECTIONS" or "LOGGED_IN" or "CONTAINER") || (string?)post["lifecycleState"] != "PUBLISHED")
            yield return "visibility or lifecycleState is unknown";
        if ((string?)post["distribution"]?["feedDistribution"] is not ("MAIN_FEED" or "NONE") || post["distribution"]!["targetEntities"] is not JsonArray || post["distribution"]!["thirdPartyDistributionChannels"] is not JsonArray)
            yield return "distribution is not complete";
        foreach (var fault in post["content"] is { } content ? Content(content) : [])
            yield return fault;
    }

    private static IEnumerable<string> Content(JsonNode content) => content is not JsonObject { Count: 1 } one ? ["content is one of media, multiImage, article, poll"] : one.Single() switch
    {
        ("media", JsonObject media) => Fields(media, "media", ["id"], "title", "altText").Concat(Asset(media["id"], "image|video|document")).Concat(Alt(media)),
        ("multiImage", { } many) when many["images"] is JsonArray { Count: >= 2 and <= 20 } images =>
            images.SelectMany(i => Fields(i!.AsObject(), "images", ["id"], "altText").Concat(Asset(i["id"], "image")).Concat(Alt(i))),
        ("multiImage", _) => ["multiImage has 2 to 20 images"],
        ("article", JsonObject article) => Fields(article, "article", ["source", "title"], "description", "thumbnail").Concat(article["thumbnail"] is { } picture ? Asset(picture, "image") : []),
        var (name, _) => [$"content {name} is unknown"],
    };

    private static IEnumerable<string> Asset(JsonNode? id, string kinds) => Regex.IsMatch((string?)id ?? "", $@"\Aurn:li:({kinds}):\w+\z") ? [] : [$"{id} is no {kinds}"];

    private static IEnumerable<string> Alt(JsonNode media) => ((string?)media["altText"] ?? "").Length > 4086 ? ["altText has more than 4,086 characters"] : [];

    private static IEnumerable<string> Start(ContractCall call, string[] needed) =>
        call.Json?["initializeUploadRequest"] is JsonObject start ? Fields(start, "initializeUploadRequest", needed) : ["needs initializeUploadRequest"];

    private static IEnumerable<string> VideoPart(ContractCall call)
    {
        if (call.Header("Authorization") is not null)
            yield return "a part of a video takes no token";
        if (call.Header("Content-Type") != "application/octet-stream")
            yield return $"a part is application/octet-stream, not {call.Header("Content-Type")}";
    }

    private static IEnumerable<string> Versioned(ContractCall call, DateTimeOffset now)
    {
        if (call.Header("X-Restli-Protocol-Version") != "2.0.0")
            yield return "needs X-Restli-Protocol-Version: 2.0.0";
        if (!DateTime.TryParseExact(call.Header("LinkedIn-Version"), "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var version))
            yield return "needs LinkedIn-Version: YYYYMM";
        else if (version > now || version.AddMonths(VersionMonths) <= now)
            yield return $"version {version:yyyyMM} does not live at {now:yyyy-MM}";
        if (call.Body.Length > 0 && call.Header("Content-Type")?.StartsWith("application/json", StringComparison.Ordinal) != true)
            yield return "needs Content-Type: application/json";
    }

    private static IEnumerable<string> Encoded(ContractCall call) => call.Target.Contains("urn:", StringComparison.Ordinal) ? ["the URN in the path is not encoded"] : [];

    private static IEnumerable<string> Bearer(ContractCall call) =>
        call.Header("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? [] : ["needs Authorization: Bearer"];

    private static IEnumerable<string> Form(ContractCall call, string[] needed) =>
        needed.Where(p => call.Form.All(f => f.Key != p || f.Value.Length == 0)).Select(p => $"needs {p} in the form")
            .Concat(call.Parameters.Select(p => p.Key).Except(needed).Select(p => $"knows no parameter {p}"))
            .Concat(call.Query.Count > 0 ? ["secrets belong in the form, not in the address"] : []);

    private static IEnumerable<string> Fields(JsonObject of, string name, string[] needed, params string[] more) =>
        needed.Where(f => of[f] is null).Select(f => $"{name} needs {f}").Concat(of.Select(f => f.Key).Except(needed).Except(more).Select(f => $"{name} knows no {f}"))
            .Concat(of.Where(f => !Fits(f.Key, f.Value?.GetValueKind())).Select(f => $"{name}.{f.Key} has a wrong type"));

    private static bool Fits(string field, JsonValueKind? kind) => field switch
    {
        "distribution" or "content" => kind is JsonValueKind.Object,
        "uploadedPartIds" => kind is JsonValueKind.Array,
        "fileSizeBytes" => kind is JsonValueKind.Number,
        "isReshareDisabledByAuthor" or "uploadCaptions" or "uploadThumbnail" => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind is JsonValueKind.String,
    };

    [GeneratedRegex(@"\Aurn:li:(person|organization):[\w-]+\z")]
    private static partial Regex Author();

    [GeneratedRegex(@"\{hashtag\|\\#\|((?:[^{}|\\]|\\.)+)\}")]
    private static partial Regex Hashtag();

    [GeneratedRegex(@"@\[((?:[^\[\]\\]|\\.)+)\]\(urn:li:(?:organization|person):[\w-]+\)")]
    private static partial Regex Mention();
}
