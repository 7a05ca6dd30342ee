using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Voices of ElevenLabs, held to its description.</summary>
internal sealed class FakeElevenLabs(TimeProvider clock) : MakerFake(clock)
{
    public const string Speak = "speak";
    public const string Voice = "voice/1";

    public override string Key => "xi-0123456789";

    public override Answer Error(int status, string code) => new(status, new JsonObject
    {
        ["detail"] = status == 422 ? new JsonArray(new JsonObject { ["loc"] = new JsonArray("body", "text"), ["msg"] = "no", ["type"] = code }) : new JsonObject { ["status"] = code, ["message"] = $"no: {Key}" },
    }.ToJsonString());

    protected override string? StepOf(ContractCall call) => OpenApiDescription.ElevenLabs.OperationOf(call) is not null ? Speak : null;

    protected override bool HasKey(ContractCall call) => call.Header("xi-api-key") == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) => OpenApiDescription.ElevenLabs.Violations(call);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => [];

    protected override Answer Make(string step, ContractCall call) => Binary(File, "audio/mpeg");
}
