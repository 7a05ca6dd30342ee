using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>Answers of a model, good and bad.</summary>
internal static class Drafts
{
    public const string Text = "Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых. Это минимум за два года, и первоначальный взнос остался прежним — от 20%.\n\nАналитики ждут, что спрос вырастет уже в декабре.\n\nЗапишитесь на бесплатную консультацию.";

    public static CompositionRequest Request(string language = "ru") => Samples.Request(language) with { Platforms = [Shape("telegram", 4096), Shape("x", 280, 5), Shape("threads", 500)] };

    public static PlatformShape Shape(string name, int length, int parts = 1) => new(name, length, parts, text => text.Length);

    public static JsonObject Good() => new()
    {
        ["title"] = "Семейная ипотека подешевела до 5,5%",
        ["hooks"] = new JsonArray("Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых.", "5,5% — столько теперь стоит семейная ипотека.", "Ждали, когда ипотека подешевеет?"),
        ["text"] = Text,
        ["hashtags"] = new JsonArray("#ипотека", "#семья", "#новостройки"),
        ["key_phrases"] = new JsonArray("семейная ипотека", "ставка"),
        ["video_idea"] = "Семья считает платёж за кухонным столом.",
        ["mini_script"] = "Кадр 1: калькулятор. Кадр 2: ключи на столе. Кадр 3: новый дом.",
        ["image_prompt"] = "A family at a kitchen table with house keys, warm light",
        ["video_prompt"] = "Slow push in on a kitchen table, keys, a calculator",
        ["variants"] = new JsonArray(new JsonObject
        {
            ["platform"] = "x",
            ["parts"] = new JsonArray("Сбербанк снизил ставку по семейной ипотеке до 5,5% годовых — это минимум за два года. #ипотека", "Первоначальный взнос остался прежним, от 20%. Аналитики ждут роста спроса уже в декабре. #новостройки"),
        }),
    };

    public static string Said(JsonObject? draft = null) => (draft ?? Good()).ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string With(string field, JsonNode? value)
    {
        var draft = Good();
        draft[field] = value;
        return Said(draft);
    }
}
