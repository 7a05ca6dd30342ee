using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Costs;

namespace ContentFactory.Domain.Media.Makers;

/// <summary>An answer that arrived whole.</summary>
internal sealed record MakerReply(int Status, byte[] Body, IReadOnlyDictionary<string, string> Headers, TimeSpan? RetryAfter)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>Null where the body is no JSON object.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body) as JsonObject;
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>The text at the end of the path; null where it is missing or something else.</summary>
    public static string? Text(JsonNode? json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            json = json is JsonObject at ? at[name] : null;
        return json is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }

    public static decimal? Number(JsonNode? json, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            json = json is JsonObject at ? at[name] : null;
        return json is JsonValue value && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>What a status says by itself. What was refused was not charged; of what broke at the maker nobody knows.</summary>
    public MakerFault Refusal(AiFault? known = null, string? code = null) => new(known ?? Status switch
    {
        401 or 403 => AiFault.KeyRefused,
        402 => AiFault.NoMoney,
        404 => AiFault.ModelGone,
        429 => AiFault.Busy,
        >= 500 => AiFault.Down,
        _ => AiFault.NotTaken,
    }, MayCost: Status is < 400 or (>= 500 and not 503), RetryAfter, code);

    /// <summary>It answered well, but not with what was asked for.</summary>
    public static MakerFault Useless => new(AiFault.Malformed, MayCost: true);
}
