using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.TikTok;

/// <summary>
/// What a request to TikTok must look like (TikTok for Developers: "Direct Post", "Upload", "Photo Post", "Media Transfer Guide", "Get Post
/// Status", "Manage User Access Tokens"). No machine-readable description exists.
/// </summary>
internal static partial class TikTokProtocol
{
    // TikTok does not say whether a megabyte has 1,000,000 or 1,048,576 bytes: a chunk fits both
    private const long SmallestChunk = 5 * 1024 * 1024;
    private const long LargestChunk = 64_000_000;
    private const long LargestLastChunk = 128_000_000;

    private static readonly string[] Brands = ["brand_content_toggle", "brand_organic_toggle"];
    private static readonly string[] VideoTypes = ["video/mp4", "video/quicktime", "video/webm"];
    private static readonly string[] UserFields =
    [
        "open_id", "union_id", "avatar_url", "avatar_url_100", "avatar_large_url", "display_name",
        "username", "bio_description", "profile_deep_link", "is_verified", "follower_count", "following_count", "likes_count", "video_count",
    ];

    public static IEnumerable<string> Check(string step, ContractCall call) => step switch
    {
        "token" => Form(call, call.Text("grant_type") switch
        {
            "authorization_code" => ["client_key", "client_secret", "code", "grant_type", "redirect_uri"],
            "refresh_token" => ["client_key", "client_secret", "grant_type", "refresh_token"],
            _ => ["grant_type as authorization_code or refresh_token"],
        }, "code_verifier"),
        "revoke" => Form(call, ["client_key", "client_secret", "token"]),
        "bytes" => Bytes(call),
        "user" => Bearer(call).Concat(User(call)),
        "creator" => Bearer(call).Concat(call.Body.Length == 0 ? [] : ["takes no body"]),
        _ => Bearer(call).Concat(call.Json is JsonObject body && IsUtf8(call) ? Body(step, body) : ["the body must be JSON, Content-Type: application/json; charset=UTF-8"]),
    };

    public static (long From, long To, long Total)? RangeOf(ContractCall call) =>
        ContentRange().Match(call.Header("Content-Range") ?? "") is { Success: true } range ? (Number(range, 1), Number(range, 2), Number(range, 3)) : null;

    private static IEnumerable<string> Body(string step, JsonObject body) => step switch
    {
        "init" => Fields(body, "body", ["post_info", "source_info"])
            .Concat(Fields(body["post_info"], "post_info", ["privacy_level"], ["title", "disable_duet", "disable_stitch", "disable_comment", "video_cover_timestamp_ms", "is_aigc", .. Brands]))
            .Concat(Source(body["source_info"])),
        "inbox" => Fields(body, "body", ["source_info"]).Concat(Source(body["source_info"])),
        "photos" => Photos(body),
        "query" => body["filters"]?["video_ids"] is JsonArray { Count: >= 1 and <= 20 } ? [] : ["filters.video_ids has 1 to 20 ids"],
        "list" => (int?)body["max_count"] is null or (>= 1 and <= 20) ? [] : ["max_count is 1 to 20"],
        _ => Fields(body, "body", ["publish_id"]),
    };

    private static IEnumerable<string> Photos(JsonObject body)
    {
        var direct = (string?)body["post_mode"] == "DIRECT_POST";
        string[] words = ["title", "description", "disable_comment", "auto_add_music", .. Brands];
        foreach (var fault in Fields(body, "body", ["post_info", "source_info", "post_mode", "media_type"]).Concat(Fields(body["post_info"], "post_info", direct ? ["privacy_level"] : [], words))
                     .Concat(Fields(body["source_info"], "source_info", ["source", "photo_images", "photo_cover_index"])))
            yield return fault;
        if (!direct && (string?)body["post_mode"] != "MEDIA_UPLOAD")
            yield return "post_mode is DIRECT_POST or MEDIA_UPLOAD";
        if ((string?)body["media_type"] != "PHOTO" || (string?)body["source_info"]?["source"] != "PULL_FROM_URL")
            yield return "photos are media_type PHOTO from PULL_FROM_URL";
        var images = body["source_info"]?["photo_images"] as JsonArray ?? [];
        if (images.Count is 0 or > 35 || (int?)body["source_info"]?["photo_cover_index"] is not { } cover || cover < 0 || cover >= images.Count)
            yield return "1 to 35 photos, one of them the cover";
    }

    private static IEnumerable<string> Source(JsonNode? source)
    {
        var faults = Fields(source, "source_info", ["source", "video_size", "chunk_size", "total_chunk_count"]).ToList();
        if (faults.Count > 0)
            return faults;
        var (size, chunk, count) = ((long)source!["video_size"]!, (long)source["chunk_size"]!, (long)source["total_chunk_count"]!);
        return (string?)source["source"] != "FILE_UPLOAD" || size <= 0 || chunk <= 0 ? ["source_info has no source or no size"] : Chunks(size, chunk, count);
    }

    private static IEnumerable<string> Chunks(long size, long chunk, long count)
    {
        if (count != size / chunk || count is < 1 or > 1000)
            yield return $"total_chunk_count of {size} in chunks of {chunk} is not {count}";
        if (chunk != size && chunk is < SmallestChunk or > LargestChunk)
            yield return $"a chunk has 5 to 64 MB, not {chunk} bytes";
        if (chunk == size && size > LargestChunk)
            yield return $"a video of {size} bytes must be cut";
        if (size - (count - 1) * chunk > LargestLastChunk)
            yield return "the last chunk is over 128 MB";
    }

    private static IEnumerable<string> Bytes(ContractCall call)
    {
        if (call.Header("Authorization") is not null)
            yield return "the upload address takes no token";
        if (!VideoTypes.Contains(call.Header("Content-Type")))
            yield return $"Content-Type {call.Header("Content-Type")} is none of {string.Join(", ", VideoTypes)}";
        if (call.Header("Content-Length") != call.Body.Length.ToString(CultureInfo.InvariantCulture))
            yield return "needs Content-Length";
        if (RangeOf(call) is not var (from, to, total) || to - from + 1 != call.Body.Length || to >= total)
            yield return $"Content-Range '{call.Header("Content-Range")}' does not fit {call.Body.Length} bytes";
    }

    private static IEnumerable<string> User(ContractCall call) =>
        call.Query.Select(q => q.Key).Where(k => k != "fields").Select(k => $"knows no parameter {k}")
            .Concat((call.Text("fields") ?? "").Split(',').Except(UserFields).Select(f => $"knows no field '{f}'"));

    private static IEnumerable<string> Bearer(ContractCall call) =>
        call.Header("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? [] : ["needs Authorization: Bearer"];

    private static IEnumerable<string> Form(ContractCall call, string[] needed, params string[] more) =>
        needed.Where(p => call.Form.All(f => f.Key != p || f.Value.Length == 0)).Select(p => $"needs {p} in the form")
            .Concat(call.Parameters.Select(p => p.Key).Except(needed).Except(more).Select(p => $"knows no parameter {p}"))
            .Concat(call.Query.Count > 0 ? ["secrets belong in the form, not in the address"] : []);

    private static IEnumerable<string> Fields(JsonNode? of, string name, string[] needed, params string[] more)
    {
        if (of is not JsonObject json)
            return [$"{name} must be an object"];
        return needed.Where(f => json[f] is null).Select(f => $"{name} needs {f}").Concat(json.Select(f => f.Key).Except(needed).Except(more).Select(f => $"{name} knows no {f}"))
            .Concat(json.Where(f => f.Value is null || !Fits(f.Key, f.Value.GetValueKind())).Select(f => $"{name}.{f.Key} has a wrong type"));
    }

    private static bool Fits(string field, JsonValueKind kind) => field switch
    {
        "post_info" or "source_info" => kind is JsonValueKind.Object,
        "photo_images" => kind is JsonValueKind.Array,
        "video_size" or "chunk_size" or "total_chunk_count" or "video_cover_timestamp_ms" or "photo_cover_index" => kind is JsonValueKind.Number,
        _ when Switch().IsMatch(field) => kind is JsonValueKind.True or JsonValueKind.False,
        _ => kind is JsonValueKind.String,
    };

    private static bool IsUtf8(ContractCall call) => call.Header("Content-Type")?.Contains("charset=utf-8", StringComparison.OrdinalIgnoreCase) == true;

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Abytes (\d+)-(\d+)/(\d+)\z")]
    private static partial Regex ContentRange();

    [GeneratedRegex("^(disable_|is_|auto_)|_toggle$")]
    private static partial Regex Switch();
}
