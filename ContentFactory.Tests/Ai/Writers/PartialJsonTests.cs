using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ContentFactory.Domain.Ai.Writers;
using ContentFactory.Tests.Ai.Makers;
using FsCheck;
using FsCheck.Fluent;

namespace ContentFactory.Tests.Ai.Writers;

public sealed class PartialJsonTests
{
    private const string Hard = "a \"quote\", a \\ and a / and\na\ttab {[]}: 😀 Ёж \u0001";

    private static readonly Arbitrary<string> Texts = Gen.Elements("a", "Ё", "😀", "👨‍👩‍👧", "\ud83d", "\n", "\"", "\\", "\\u0041", "/", "{", "}", "[", "]", ",", ":", "\u0001", "\u2028").ArrayOf().Select(string.Concat).ToArbitrary();

    private static readonly JavaScriptEncoder[] Encoders = [JavaScriptEncoder.Default, JavaScriptEncoder.UnsafeRelaxedJsonEscaping];

    [Theory]
    [InlineData("{\"title\":\"A\",\"text\":\"B\"}", "A", "B")]
    [InlineData("{\"text\":\"B\",\"title\":\"A\"}", "A", "B")]
    [InlineData(" \n{ \"n\" : -1.5e3 , \"t\":true,\"x\":null, \"title\" : \"A\" , \"text\" : \"B\" } ", "A", "B")]
    [InlineData("{\"variants\":[{\"text\":\"no\",\"title\":[\"}\\\"]\"]}],\"title\":\"A\",\"o\":{\"text\":\"no\"},\"text\":\"B\"}", "A", "B")]
    [InlineData("```json\n{\"title\":\"A\",\"text\":\"B\"}\n```", "A", "B")]
    [InlineData("{\"\\u0074itle\":\"\\u0041\\ud83d\\uDE00\\n\\t\\\"\\\\\\/\",\"text\":\"B", "A😀\n\t\"\\/", "B")]
    [InlineData("{\"title\":\"half \\ud83d and \\ude00 none\",\"text\":\"\\ud83d\"}", "half  and  none", "")]
    [InlineData("{\"title\":\"A\",\"title\":\"again\",\"text\":[\"no\"]}", "A", "")]
    [InlineData("{\"title\":\"A\\x\",\"text\":\"B\"}", "A", "")]
    [InlineData("{\"title\":\"A\\u12g4\",\"text\":\"B\"}", "A", "")]
    [InlineData("Of course: {\"title\":\"A\",\"text\":\"B\"}", "", "")]
    [InlineData("{\"title\":\"A\"} {\"text\":\"B\"}", "A", "")]
    [InlineData("[{\"title\":\"A\",\"text\":\"B\"}]", "", "")]
    [InlineData("", "", "")]
    public void Takes_the_fields_of_the_object_and_nothing_else(string json, string title, string text)
    {
        Assert.Equal((title, text), Read([json]));
        Assert.Equal((title, text), Read([.. json.Select(c => c.ToString())]));
    }

    [Fact]
    public void Cut_anywhere_an_answer_gives_the_beginning_of_each_text()
    {
        foreach (var encoder in Encoders)
            foreach (var order in new[] { new[] { "title", "text" }, ["text", "title"] })
            {
                var draft = Drafts.Good();
                foreach (var name in order)
                {
                    draft.Remove(name);
                    draft[name] = name == "title" ? "Title: " + Hard : Hard + Drafts.Text;
                }
                var json = draft.ToJsonString(new() { Encoder = encoder });
                for (var cut = 0; cut <= json.Length; cut++)
                    Assert.True(IsBegun(json, cut, "Title: " + Hard, Hard + Drafts.Text), json[..cut]);
            }
    }

    [Fact]
    public void Any_cut_of_a_valid_answer_gives_the_beginning_of_the_whole() =>
        Prop.ForAll(Texts, Texts, ArbMap.Default.ArbFor<int>(), (title, text, number) =>
        {
            List<(string Name, JsonNode? Value)> fields = [("title", title), ("text", text), ("o" + text, new JsonArray(title, new JsonObject { ["text"] = "no", ["n" + title] = number }))];
            var draft = new JsonObject();
            for (; fields.Count > 0; fields.RemoveAt(Place(number, fields.Count)))
                draft[fields[Place(number, fields.Count)].Name] = fields[Place(number, fields.Count)].Value;
            var json = draft.ToJsonString(new() { Encoder = Encoders[Place(number, 2)] });
            // half a letter cannot be said in JSON, something else stands in its place
            var whole = JsonDocument.Parse(json).RootElement;
            return Enumerable.Range(0, json.Length + 1).All(cut => IsBegun(json, cut, whole.GetProperty("title").GetString()!, whole.GetProperty("text").GetString()!));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_a_model_may_say_makes_it_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Elements("{\"title\":\"", "\"", "\\", "\\u", "d83d", "{", "}", "[", "]", ",", ":", "text", "1", "\n").ArrayOf().ToArbitrary(), (text, parts) =>
        {
            var (title, body) = Read([text.Get, .. parts]);
            var (second, _) = Read(["{\"title\":\"", text.Get, .. parts]);
            return new[] { title, body, second }.All(IsWhole);
        }).QuickCheckThrowOnFailure();

    private static int Place(int number, int count) => (int)((uint)number % (uint)count);

    private static bool IsBegun(string json, int cut, string title, string text)
    {
        var (begun, whole) = (Read([json[..cut]]), Read([json[..cut], json[cut..]]));
        return whole == (title, text) && IsWhole(begun.Title) && IsWhole(begun.Text)
            && title.StartsWith(begun.Title, StringComparison.Ordinal) && text.StartsWith(begun.Text, StringComparison.Ordinal);
    }

    // no half of a letter
    private static bool IsWhole(string text) => string.Concat(text.EnumerateRunes().Select(r => r.ToString())) == text;

    private static (string Title, string Text) Read(string[] pieces)
    {
        var (json, title, text) = (new PartialJson("title", "text"), "", "");
        foreach (var piece in pieces)
        {
            json.Add(piece);
            (title, text) = (title + json.Take("title"), text + json.Take("text"));
        }
        return (title, text);
    }
}
