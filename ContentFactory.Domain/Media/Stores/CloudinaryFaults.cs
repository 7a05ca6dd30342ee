using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ContentFactory.Domain.Media.Stores;

/// <summary>What an account's refusals mean.</summary>
internal static class CloudinaryFaults
{
    private const int LongestWords = 200;

    /// <summary>An answer of the API: the object, or a fault.</summary>
    public static async Task<JsonObject> ReplyAsync(HttpResponseMessage response, CloudinarySettings settings, CancellationToken ct)
    {
        var reply = Parse(await response.Content.ReadAsByteArrayAsync(ct));
        if (!response.IsSuccessStatusCode)
            throw Of(response, Text(reply?["error"], "message") ?? "", settings);
        return reply ?? throw Unreadable();
    }

    /// <summary>A refusal of a delivery, whose words stand in a header.</summary>
    public static StoreFault OfDelivery(HttpResponseMessage response, CloudinarySettings settings) =>
        Of(response, response.Headers.TryGetValues("X-Cld-Error", out var words) ? string.Join(' ', words) : "", settings);

    public static StoreFault Unreadable() => new(StoreTrouble.Away, "the answer cannot be read");

    public static string? Text(JsonNode? node, string name) => node is JsonObject o && o[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static StoreFault Of(HttpResponseMessage response, string words, CloudinarySettings settings)
    {
        var status = (int)response.StatusCode;
        return new(TroubleOf(status, words), $"{status} {Shown(words, settings)} {Until(response.Headers)}".TrimEnd());
    }

    // a cloud that does not exist and a file that is too large have no status of their own
    private static StoreTrouble TroubleOf(int status, string words) => status switch
    {
        _ when words.StartsWith("Invalid cloud_name", StringComparison.OrdinalIgnoreCase) => StoreTrouble.NoBucket,
        _ when words.Contains("too large", StringComparison.OrdinalIgnoreCase) => StoreTrouble.Full,
        401 or 403 => StoreTrouble.Refused,
        404 => StoreTrouble.Missing,
        413 or 507 => StoreTrouble.Full,
        _ => StoreTrouble.Away,
    };

    private static string Shown(string words, CloudinarySettings settings)
    {
        foreach (var hidden in new[] { settings.ApiSecret, settings.ApiKey }.Where(h => h.Length > 0))
            words = words.Replace(hidden, "…", StringComparison.Ordinal);
        return new string([.. words.Where(c => !char.IsControl(c)).Take(LongestWords)]);
    }

    private static string Until(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("X-FeatureRateLimit-Reset", out var reset) ? $"until {reset}" : headers.RetryAfter is { } after ? $"for {after}" : "";

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
