using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Stores;

// the algorithm is theirs
#pragma warning disable CA5350
/// <summary>An account at Cloudinary as its documentation has it: what it does not name is a violation, and nothing is done without the right signature.</summary>
internal sealed partial class FakeCloudinary(TimeProvider clock) : NetworkFake(clock)
{
    public const string Upload = "upload";
    public const string Destroy = "destroy";
    public const string Deliver = "deliver";

    public const string Cloud = "factory";
    public const string Key = "112233445566";
    public const string Secret = "abcdSecretOfCloudinary";

    private const long SmallestChunk = 1000;

    private static readonly TimeSpan GoodFor = TimeSpan.FromHours(1);
    private static readonly HashSet<string> Known = ["public_id", "type", "overwrite", "invalidate", "timestamp", "api_key", "signature"];

    /// <summary>By kind, type and public id.</summary>
    private readonly Dictionary<string, (string Format, byte[] Bytes)> files = [];
    private readonly Dictionary<string, List<byte>> chunks = [];

    /// <summary>The account changes what comes in, as its owner told it to.</summary>
    public bool Shrinks { get; set; }

    /// <summary>Answers with whole files only.</summary>
    public bool IgnoresRanges { get; set; }

    public static Answer Error(int status, string message) => new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message } }.ToJsonString());

    protected override string? StepOf(ContractCall call) => (call.Method, Api().Match(call.Path), Delivery().IsMatch(call.Path)) switch
    {
        ("POST", { Success: true } api, _) => api.Groups["verb"].Value,
        ("GET", _, true) => Deliver,
        _ => null,
    };

    protected override IEnumerable<string> Check(string step, ContractCall call)
    {
        if (call.Headers.ContainsKey("Authorization") || Encoding.Latin1.GetString(call.Body).Contains(Secret, StringComparison.Ordinal) || call.Target.Contains(Secret, StringComparison.Ordinal))
            yield return "the secret or another way of signing in";
        if (step == Deliver)
            yield break;
        var fields = Fields(call);
        foreach (var name in fields.Keys.Where(n => !Known.Contains(n) || (step == Destroy && n == "overwrite")))
            yield return $"parameter {name}";
        foreach (var name in new[] { "public_id", "timestamp", "api_key", "signature" }.Where(n => !fields.ContainsKey(n)))
            yield return $"no {name}";
        if (fields.GetValueOrDefault("invalidate") != "true" || fields.GetValueOrDefault("type") != "authenticated")
            yield return "what caches hold stays, or anybody can guess it";
        if (step == Upload && MultipartForm.Of(call).Count(p => p is { Name: "file", FileName: not null, ContentType: not null }) != 1)
            yield return "not one file";
        if (call.Headers.ContainsKey("Content-Range") != call.Headers.ContainsKey("X-Unique-Upload-Id"))
            yield return "half a chunk";
    }

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => [];

    protected override Answer Do(string step, ContractCall call) => step == Deliver ? Delivered(call) : Refusal(call) ?? (step == Upload ? Uploaded(call) : Destroyed(call));

    private Answer? Refusal(ContractCall call)
    {
        var fields = Fields(call);
        if (Api().Match(call.Path).Groups["cloud"].Value is var cloud && cloud != Cloud)
            return Error(401, $"Invalid cloud_name {cloud}");
        if (fields.GetValueOrDefault("api_key") != Key)
            return Error(401, $"Invalid api_key {fields.GetValueOrDefault("api_key")}");
        var text = string.Join('&', fields.Where(f => f.Key is not ("api_key" or "signature")).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}={f.Value}"));
        if (Convert.ToHexStringLower(Digest(text)) != fields.GetValueOrDefault("signature"))
            return Error(401, $"Invalid Signature {fields.GetValueOrDefault("signature")}. String to sign - '{text}'.");
        var age = Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields["timestamp"], CultureInfo.InvariantCulture));
        return age > GoodFor ? Error(400, "Stale request - reported time is more than 1 hour ago") : null;
    }

    private Answer Uploaded(ContractCall call)
    {
        var file = MultipartForm.Of(call).Single(p => p.Name == "file");
        var bytes = file.Bytes;
        if (call.Header("X-Unique-Upload-Id") is { } id)
        {
            if (Joined(id, call.Header("Content-Range")!, bytes) is not { } whole)
                return Error(400, "Invalid chunk");
            if (whole.Length == 0)
                return Answer.Ok(new JsonObject { ["done"] = false, ["public_id"] = Fields(call)["public_id"] });
            bytes = whole;
        }
        bytes = Shrinks ? bytes[..(bytes.Length / 2)] : bytes;
        var kind = Api().Match(call.Path).Groups["kind"].Value;
        files[$"{kind}/{Fields(call)["public_id"]}"] = (kind == "raw" ? "" : Path.GetExtension(file.FileName!), bytes);
        return Answer.Ok(new JsonObject { ["public_id"] = Fields(call)["public_id"], ["resource_type"] = kind, ["type"] = "authenticated", ["version"] = 1, ["bytes"] = bytes.Length, ["created_at"] = "2026-01-01T00:00:00Z" });
    }

    /// <summary>The whole file after its last chunk, nothing before; null for a chunk that does not follow the one before it or is too small.</summary>
    private byte[]? Joined(string id, string header, byte[] chunk)
    {
        var range = ContentRange().Match(header);
        var (from, to, total) = (Number(range, 1), Number(range, 2), Number(range, 3));
        var held = chunks.TryGetValue(id, out var found) ? found : chunks[id] = [];
        if (!range.Success || from != held.Count || to - from + 1 != chunk.Length || (chunk.Length < SmallestChunk && to + 1 != total))
            return null;
        held.AddRange(chunk);
        return held.Count == total ? [.. held] : [];
    }

    private Answer Destroyed(ContractCall call) =>
        Answer.Ok(new JsonObject { ["result"] = files.Remove($"{Api().Match(call.Path).Groups["kind"].Value}/{Fields(call)["public_id"]}") ? "ok" : "not found" });

    private Answer Delivered(ContractCall call)
    {
        var address = Delivery().Match(call.Path).Groups;
        var (kind, source) = (address["kind"].Value, address["source"].Value);
        var wanted = Convert.ToBase64String(Digest(source)).Replace('/', '_').Replace('+', '-')[..8];
        if (address["cloud"].Value != Cloud || address["signature"].Value != wanted)
            return new Answer(401).With("X-Cld-Error", "Invalid signature");
        var format = kind == "raw" ? "" : Path.GetExtension(source);
        if (!files.TryGetValue($"{kind}/{source[..^format.Length]}", out var file))
            return new Answer(404).With("X-Cld-Error", "Resource not found");
        if (file.Format != format)
            Violate($"{Deliver}: another format than the file's, which is a transformation");
        return call.Header("Range") is not { } range || IgnoresRanges ? new(200, ContentType: "image/png") { Bytes = file.Bytes } : Ranged(file.Bytes, int.Parse(range["bytes=".Length..^1], CultureInfo.InvariantCulture));
    }

    private static Answer Ranged(byte[] bytes, int from) => from >= bytes.Length
        ? new(416)
        : new Answer(206, ContentType: "image/png") { Bytes = bytes[from..] }.With("Content-Range", $"bytes {from}-{bytes.Length - 1}/{bytes.Length}");

    private static Dictionary<string, string> Fields(ContractCall call) =>
        MultipartForm.Of(call).Where(p => p.Name != "file").Select(p => (p.Name, p.Text)).Concat(call.Form.Select(f => (f.Key, f.Value))).ToDictionary();

#pragma warning disable CA5350 // as the documentation has it
    private static byte[] Digest(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text + Secret));
#pragma warning restore CA5350

    private static long Number(Match match, int group) => long.TryParse(match.Groups[group].Value, CultureInfo.InvariantCulture, out var number) ? number : -1;

    [GeneratedRegex(@"\A/v1_1/(?<cloud>\w+)/(?<kind>image|video|raw)/(?<verb>upload|destroy)\z")]
    private static partial Regex Api();

    [GeneratedRegex(@"\A/(?<cloud>\w+)/(?<kind>image|video|raw)/authenticated/s--(?<signature>[\w-]{8})--/v[0-9]+/(?<source>[^?]+)\z")]
    private static partial Regex Delivery();

    [GeneratedRegex(@"\Abytes ([0-9]+)-([0-9]+)/([0-9]+)\z")]
    private static partial Regex ContentRange();
}
