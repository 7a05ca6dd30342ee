using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Ai.Makers;

/// <summary>Anthropic's Messages. Requests and answers are held to its description, which says nothing of the events of a stream.</summary>
internal sealed class FakeAnthropic(TimeProvider clock) : FakeMaker(clock)
{
    public const string GoodKey = "sk-ant-test-0123456789";

    public override string Key => GoodKey;

    public override string PromptOf(ContractCall call) =>
        TextOf(call.Json!["system"]) + "\n" + string.Join('\n', call.Json["messages"]!.AsArray().Select(m => TextOf(m!["content"])));

    public override Answer Error(int status, string message)
    {
        var type = status switch { 401 => "authentication_error", 404 => "not_found_error", 429 => "rate_limit_error", 529 => "overloaded_error", >= 500 => "api_error", _ => "invalid_request_error" };
        return new Answer(status, new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = type, ["message"] = message }, ["request_id"] = "req_1" }.ToJsonString());
    }

    public override IReadOnlyList<string> Events(string model, Saying saying)
    {
        var begun = Message(model, saying, [], null);
        begun["usage"]!["output_tokens"] = 1;
        return
        [
            Event(new JsonObject { ["type"] = "message_start", ["message"] = begun }, "message_start"),
            Event(new JsonObject { ["type"] = "content_block_start", ["index"] = 0, ["content_block"] = Block("") }, "content_block_start"),
            .. Pieces(saying.Text).Select(p => Event(new JsonObject { ["type"] = "content_block_delta", ["index"] = 0, ["delta"] = new JsonObject { ["type"] = "text_delta", ["text"] = p } }, "content_block_delta")),
            Event(new JsonObject { ["type"] = "content_block_stop", ["index"] = 0 }, "content_block_stop"),
            Event(new JsonObject
            {
                ["type"] = "message_delta", ["delta"] = new JsonObject { ["stop_reason"] = Reason(saying.Stop), ["stop_sequence"] = null, ["stop_details"] = null, ["container"] = null },
                ["usage"] = new JsonObject { ["input_tokens"] = saying.Input - saying.Cached, ["cache_creation_input_tokens"] = 0, ["cache_read_input_tokens"] = saying.Cached, ["output_tokens"] = saying.Output, ["server_tool_use"] = null },
            }, "message_delta"),
            Event(new JsonObject { ["type"] = "message_stop" }, "message_stop"),
        ];
    }

    protected override string? StepOf(ContractCall call) => OpenApiDescription.Anthropic.OperationOf(call) is "messages_post" ? Ask : null;

    // the SDK sends the key the newer way
    protected override bool HasKey(ContractCall call) => (call.Header("x-api-key") ?? call.Token) == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) =>
    [
        .. OpenApiDescription.Anthropic.Violations(call),
        .. DateOnly.TryParseExact(call.Header("anthropic-version"), "yyyy-MM-dd", out _) ? Array.Empty<string>() : ["no anthropic-version"],
        // models of these names take neither a temperature of their own nor a tool that they must use
        .. call.Json?["model"]?.ToString().Contains("-5-5", StringComparison.Ordinal) is true && (call.Json["temperature"] is not null || call.Json["tool_choice"] is not null) ? ["this model refuses temperature and forced tools"] : Array.Empty<string>(),
    ];

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        answer.Status >= 300 || answer.ContentType != Json ? [] : OpenApiDescription.Anthropic.AnswerViolations(call, answer);

    protected override Answer Whole(string model, Saying saying) => new(200, Message(model, saying, saying.Text.Length == 0 ? [] : [Block(saying.Text)], Reason(saying.Stop)).ToJsonString(), Json);

    private const string Json = "application/json";

    private static JsonObject Message(string model, Saying saying, JsonArray content, string? stop) => new()
    {
        ["id"] = "msg_1", ["type"] = "message", ["role"] = "assistant", ["content"] = content, ["model"] = model, ["stop_reason"] = stop, ["stop_sequence"] = null, ["stop_details"] = null, ["container"] = null,
        ["usage"] = new JsonObject
        {
            // what came out of the cache is counted beside the rest
            ["input_tokens"] = saying.Input - saying.Cached, ["cache_read_input_tokens"] = saying.Cached, ["cache_creation_input_tokens"] = 0, ["output_tokens"] = saying.Output,
            ["cache_creation"] = null, ["inference_geo"] = null, ["server_tool_use"] = null, ["service_tier"] = "standard",
        },
    };

    private static JsonObject Block(string text) => new() { ["type"] = "text", ["text"] = text, ["citations"] = null };

    private static string Reason(Stop stop) => stop switch { Stop.CutOff => "max_tokens", Stop.Refused => "refusal", _ => "end_turn" };

    private static string TextOf(JsonNode? content) => content is JsonArray blocks ? string.Join('\n', blocks.Select(b => (string?)b!["text"])) : (string?)content ?? "";
}
