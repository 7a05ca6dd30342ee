using System.Globalization;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.YouTube;

/// <summary>
/// What a request to YouTube must look like: the discovery documents where they hold the step, else Google's guides ("Resumable
/// Uploads", "Using OAuth 2.0 for Web Server Applications").
/// </summary>
internal static partial class YouTubeProtocol
{
    public const int ChunkUnit = 256 * 1024;
    private const long ThumbnailLimit = 2 * 1024 * 1024;

    public static IEnumerable<string> Check(string step, ContractCall call) => step switch
    {
        "token" => Token(call),
        "revoke" => call.Text("token") is null ? ["needs token"] : call.Parameters.Select(p => p.Key).Except(["token"]).Select(p => $"knows no parameter {p}"),
        "bytes" => Bytes(call),
        "ask" => Ask(call),
        "session" => Described(call).Concat(Session(call)),
        "thumbnail" => Described(call).Concat(Thumbnail(call)),
        _ => Described(call),
    };

    public static (long From, long To, long Total)? RangeOf(ContractCall call) =>
        ContentRange().Match(call.Header("Content-Range") ?? "") is { Success: true } range ? (Number(range, 1), Number(range, 2), Number(range, 3)) : null;

    public static bool IsQuestion(ContractCall call) => call.Body.Length == 0 && (call.Header("Content-Range") ?? "").StartsWith("bytes */", StringComparison.Ordinal);

    private static IEnumerable<string> Described(ContractCall call) => DiscoveryDescription.YouTube.Violations(call)
        .Concat(call.Header("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) == true || call.Text("access_token") is not null ? [] : ["no token: Authorization: Bearer"]);

    private static IEnumerable<string> Session(ContractCall call)
    {
        if (call.Text("uploadType") != "resumable")
            yield return "uploadType must be resumable";
        if (!long.TryParse(call.Header("X-Upload-Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            yield return "needs the header X-Upload-Content-Length";
        if (call.Header("X-Upload-Content-Type") is not { } type || (type != "application/octet-stream" && !type.StartsWith("video/", StringComparison.Ordinal)))
            yield return "X-Upload-Content-Type must be video/* or application/octet-stream";
        var parts = (call.Text("part") ?? "").Split(',');
        foreach (var sent in call.Json?.AsObject().Select(p => p.Key).Except(parts).ToList() ?? [])
            yield return $"the body has {sent}, which part does not name";
    }

    private static IEnumerable<string> Bytes(ContractCall call)
    {
        if (call.Header("Content-Range") is not { } header)
            yield break;
        if (RangeOf(call) is not var (from, to, total))
            yield return $"Content-Range '{header}' is not bytes a-b/total";
        else if (to - from + 1 != call.Body.Length || to >= total)
            yield return $"Content-Range {header} with {call.Body.Length} bytes";
        else if (to + 1 < total && call.Body.Length % ChunkUnit != 0)
            yield return $"a chunk of {call.Body.Length} bytes that is not the last must be a multiple of {ChunkUnit}";
    }

    private static IEnumerable<string> Ask(ContractCall call)
    {
        if (call.Header("Content-Length") != "0")
            yield return "needs Content-Length: 0";
    }

    private static IEnumerable<string> Thumbnail(ContractCall call)
    {
        if (call.Text("uploadType") != "media")
            yield return $"the bytes alone are uploadType media, not {call.Text("uploadType")}";
        if (call.Header("Content-Type") is not ("image/jpeg" or "image/png"))
            yield return $"a thumbnail is image/jpeg or image/png, not {call.Header("Content-Type")}";
        if (call.Body.LongLength is 0 or > ThumbnailLimit)
            yield return $"a thumbnail of {call.Body.Length} bytes";
    }

    private static IEnumerable<string> Token(ContractCall call)
    {
        string[] needed = call.Text("grant_type") switch
        {
            "authorization_code" => ["client_id", "client_secret", "code", "code_verifier", "grant_type", "redirect_uri"],
            "refresh_token" => ["client_id", "client_secret", "grant_type", "refresh_token"],
            _ => ["grant_type as authorization_code or refresh_token"],
        };
        foreach (var missing in needed.Where(p => string.IsNullOrEmpty(call.Text(p))))
            yield return $"needs {missing}";
        foreach (var name in call.Parameters.Select(p => p.Key).Except(needed))
            yield return $"knows no parameter {name}";
        if (call.Query.Count > 0)
            yield return "secrets belong in the form, not in the address";
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\Abytes (\d+)-(\d+)/(\d+)\z")]
    private static partial Regex ContentRange();
}
