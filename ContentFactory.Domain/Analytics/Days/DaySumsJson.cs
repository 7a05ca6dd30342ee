using System.Text.Json;
using System.Text.Json.Serialization;

namespace ContentFactory.Domain.Analytics.Days;

/// <summary>Sums as a row of their values: a page hands its data from the first HTML to the circuit as JSON.</summary>
internal sealed class DaySumsJson : JsonConverter<DaySums>
{
    public override DaySums Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(JsonSerializer.Deserialize<long?[]>(ref reader, options) ?? throw new JsonException("Sums are a row of values."));

    public override void Write(Utf8JsonWriter writer, DaySums value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        for (var column = 0; column < DaySums.Columns.Count; column++)
            if (value[column] is { } known)
                writer.WriteNumberValue(known);
            else
                writer.WriteNullValue();
        writer.WriteEndArray();
    }
}
