using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace ContentFactory.Tests.Platforms.Contract;

/// <summary>One request as it arrived. Parameters are those of the address, of a form and of a JSON object, each as text.</summary>
internal sealed record ContractCall(
    string Method, string Path, IReadOnlyList<KeyValuePair<string, string>> Query, IReadOnlyList<KeyValuePair<string, string>> Form,
    JsonNode? Json, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>Path and query as they travelled, with their percent signs.</summary>
    public string Target { get; init; } = "";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? Text(string name) => Parameters.Where(p => p.Key == name).Select(p => p.Value).FirstOrDefault();

    public IEnumerable<KeyValuePair<string, string>> Parameters =>
        Query.Concat(Form).Concat((Json as JsonObject ?? []).Select(p => KeyValuePair.Create(p.Key, Plain(p.Value))));

    /// <summary>The token, wherever it stands: header (Bearer, OAuth) or parameter.</summary>
    public string? Token => Header("Authorization")?.Split(' ', 2) is [_, var token] ? token : Text("access_token");

    public override string ToString() => $"{Method} {Path}";

    public static async Task<ContractCall> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        var bytes = new MemoryStream();
        await request.Body.CopyToAsync(bytes, context.RequestAborted);
        var body = bytes.ToArray();
        var type = request.ContentType ?? "";
        return new(
            request.Method, request.Path, Pairs(QueryHelpers.ParseQuery(request.QueryString.Value)),
            type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) ? Pairs(QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(body))) : [],
            type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ? Parse(body) : null,
            request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body)
        {
            Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
        };
    }

    private static List<KeyValuePair<string, string>> Pairs(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values) =>
        [.. values.SelectMany(v => v.Value.Select(text => KeyValuePair.Create(v.Key, text ?? "")))];

    private static string Plain(JsonNode? value) => value?.GetValueKind() is JsonValueKind.String ? (string)value! : value?.ToJsonString() ?? "null";

    private static JsonNode? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
