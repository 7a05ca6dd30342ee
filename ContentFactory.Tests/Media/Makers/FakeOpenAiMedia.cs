using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Pictures and voices of OpenAI, held to its description.</summary>
internal sealed class FakeOpenAiMedia(TimeProvider clock) : MakerFake(clock)
{
    public const string Images = "createImage";
    public const string Speech = "createSpeech";

    /// <summary>What a voice says.</summary>
    public byte[] Sound { get; set; } = [];

    public override string Key => "sk-media-0123456789";

    public override Answer Error(int status, string code) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["message"] = $"The key {Key} or the prompt will not do", ["type"] = "error", ["param"] = null, ["code"] = code } }.ToJsonString());

    protected override string? StepOf(ContractCall call) => OpenApiDescription.OpenAi.OperationOf(call) is (Images or Speech) and var step ? step : null;

    protected override bool HasKey(ContractCall call) => call.Token == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) =>
    [
        .. OpenApiDescription.OpenAi.Violations(call),
        // what the description says in words only
        .. step is Images && ((string?)call.Json?["prompt"])?.Length is not (> 0 and <= 32_000) ? ["a prompt has 1 to 32,000 characters"] : Array.Empty<string>(),
    ];

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        answer.Bytes is null && answer.Status < 300 ? OpenApiDescription.OpenAi.AnswerViolations(call, answer) : [];

    protected override Answer Make(string step, ContractCall call) => step is Speech ? Binary(Sound, "application/octet-stream") : new(200, new JsonObject
    {
        ["created"] = Clock.GetUtcNow().ToUnixTimeSeconds(), ["data"] = new JsonArray(new JsonObject { ["b64_json"] = Convert.ToBase64String(File) }),
        ["output_format"] = "png", ["quality"] = "medium", ["size"] = (string?)call.Json!["size"],
        ["usage"] = new JsonObject { ["input_tokens"] = 12, ["output_tokens"] = 1_056, ["total_tokens"] = 1_068, ["input_tokens_details"] = new JsonObject { ["text_tokens"] = 12, ["image_tokens"] = 0 } },
    }.ToJsonString(), "application/json");
}
