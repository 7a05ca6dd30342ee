using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>OpenAI's chat completions, and with another key any server that speaks them. Requests, answers and the events of a stream are held to the description.</summary>
internal sealed class FakeOpenAi(TimeProvider clock, string key) : FakeMaker(clock)
{
    public const string GoodKey = "sk-test-0123456789";

    public override string Key => key;

    public override string PromptOf(ContractCall call) => string.Join('\n', call.Json!["messages"]!.AsArray().Select(m => m!["content"] is JsonArray parts ? string.Concat(parts.Select(p => (string?)p!["text"])) : (string?)m["content"]));

    public override Answer Error(int status, string message) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "error", ["param"] = null, ["code"] = null } }.ToJsonString());

    public override IReadOnlyList<string> Events(string model, Saying saying)
    {
        var refused = saying.Stop is Stop.Refused;
        var usage = Chunk(model, null, null);
        (usage["choices"], usage["usage"]) = (new JsonArray(), Usage(saying));
        JsonObject[] chunks =
        [
            Chunk(model, new JsonObject { ["role"] = "assistant", ["content"] = "" }, null),
            .. Pieces(saying.Text).Select(p => Chunk(model, refused ? new JsonObject { ["refusal"] = p } : new JsonObject { ["content"] = p }, null)),
            Chunk(model, new JsonObject(), saying.Stop is Stop.CutOff ? "length" : "stop"), usage,
        ];
        foreach (var violation in chunks.SelectMany(c => OpenApiDescription.OpenAi.ValueViolations("CreateChatCompletionStreamResponse", c)))
            Violate($"the fake's own event: {violation}");
        return [.. chunks.Select(c => Event(c)), "data: [DONE]\n\n"];
    }

    protected override string? StepOf(ContractCall call) => OpenApiDescription.OpenAi.OperationOf(call) is "createChatCompletion" ? Ask : null;

    protected override bool HasKey(ContractCall call) => call.Token == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) =>
    [
        .. OpenApiDescription.OpenAi.Violations(call),
        .. call.Json?["model"]?.ToString().StartsWith("gpt-6", StringComparison.Ordinal) is true && call.Json["temperature"] is not null ? ["this model refuses a temperature"] : Array.Empty<string>(),
    ];

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        answer.Status >= 300 || answer.ContentType != "application/json" ? [] : OpenApiDescription.OpenAi.AnswerViolations(call, answer);

    protected override Answer Whole(string model, Saying saying)
    {
        var refused = saying.Stop is Stop.Refused;
        return new(200, new JsonObject
        {
            ["id"] = "chatcmpl-1", ["object"] = "chat.completion", ["created"] = Clock.GetUtcNow().ToUnixTimeSeconds(), ["model"] = model,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0, ["finish_reason"] = saying.Stop is Stop.CutOff ? "length" : "stop", ["logprobs"] = null,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = refused ? null : saying.Text, ["refusal"] = refused ? saying.Text : null },
            }),
            ["usage"] = Usage(saying),
        }.ToJsonString(), "application/json");
    }

    private JsonObject Chunk(string model, JsonObject? delta, string? reason) => new()
    {
        ["id"] = "chatcmpl-1", ["object"] = "chat.completion.chunk", ["created"] = Clock.GetUtcNow().ToUnixTimeSeconds(), ["model"] = model,
        ["choices"] = new JsonArray(new JsonObject { ["index"] = 0, ["delta"] = delta ?? [], ["finish_reason"] = reason }),
    };

    private static JsonObject Usage(Saying saying) => new()
    {
        ["prompt_tokens"] = saying.Input, ["completion_tokens"] = saying.Output, ["total_tokens"] = saying.Input + saying.Output, ["prompt_tokens_details"] = new JsonObject { ["cached_tokens"] = saying.Cached },
    };
}
