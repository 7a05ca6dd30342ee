using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Platforms.X;

/// <summary>What a request to X must look like: its OpenAPI description where that holds the step, else its guides ("OAuth 2.0", "Chunked upload quickstart").</summary>
internal static class XProtocol
{
    // "parts of a few MB"
    private const int SegmentLimit = 5 * 1024 * 1024;

    public static IEnumerable<string> Check(string step, ContractCall call, bool asksForTweets) => step switch
    {
        "token" => Token(call),
        "revoke" => Form(call, ["token"], ["token_type_hint", "client_id"]),
        "append" => Described(call, Fields(call)).Concat(Segment(call)),
        "timeline" or "read" when asksForTweets => Described(call with { Query = [.. call.Query.Select(q => q.Key == "tweet.fields" ? new("post.fields", q.Value) : q)] }, null),
        "initialize" => Described(call, null).Concat(new[] { "media_type", "total_bytes", "media_category" }.Where(n => call.Json?[n] is null).Select(n => $"needs {n}")),
        _ => Described(call, null),
    };

    private static IEnumerable<string> Described(ContractCall call, JsonNode? body) => OpenApiDescription.X.Violations(call, body)
        .Concat(call.Header("Authorization")?.StartsWith("Bearer ", StringComparison.Ordinal) == true ? [] : ["no token: Authorization: Bearer"])
        .Concat(call.Query.Any(q => q.Key.Contains("token", StringComparison.Ordinal) && q.Key != "pagination_token") ? ["a token stands in the address"] : []);

    private static JsonObject Fields(ContractCall call)
    {
        var body = new JsonObject();
        foreach (var part in MultipartForm.Of(call))
            body[part.Name] = part.Name == "media" ? "bytes" : int.TryParse(part.Text, CultureInfo.InvariantCulture, out var number) ? number : part.Text;
        return body;
    }

    private static IEnumerable<string> Segment(ContractCall call)
    {
        var media = MultipartForm.Of(call).FirstOrDefault(p => p.Name == "media");
        if (media?.Bytes.Length is null or 0 or > SegmentLimit)
            yield return $"a segment of {media?.Bytes.Length} bytes";
    }

    private static IEnumerable<string> Token(ContractCall call) => call.Text("grant_type") switch
    {
        "authorization_code" => Form(call, ["code", "code_verifier", "grant_type", "redirect_uri"], ["client_id"]),
        "refresh_token" => Form(call, ["grant_type", "refresh_token"], ["client_id"]),
        var other => [$"grant_type {other}"],
    };

    private static IEnumerable<string> Form(ContractCall call, string[] needed, string[] allowed)
    {
        foreach (var missing in needed.Where(p => string.IsNullOrEmpty(call.Form.FirstOrDefault(f => f.Key == p).Value)))
            yield return $"needs {missing}";
        foreach (var name in call.Form.Select(p => p.Key).Except(needed).Except(allowed))
            yield return $"knows no parameter {name}";
        if (call.Query.Count > 0)
            yield return "secrets belong in the form, not in the address";
        if (call.Header("Authorization")?.StartsWith("Basic ", StringComparison.Ordinal) != true)
            yield return "an app with a secret needs Authorization: Basic";
    }
}
