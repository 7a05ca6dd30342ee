using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>HeyGen's third API, held to what was read of its description.</summary>
internal sealed class FakeHeyGen(TimeProvider clock) : VideoFake(clock)
{
    private int jobs;

    public override string Key => "hg-0123456789";

    public override Answer Error(int status, string code) =>
        new(status, new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = $"no: {Key}", ["param"] = null, ["doc_url"] = null } }.ToJsonString());

    protected override string? Step(ContractCall call) => OpenApiDescription.HeyGen.OperationOf(call) switch { "createVideo" => Start, "getVideo" => Look, _ => null };

    protected override bool HasKey(ContractCall call) => call.Header("X-Api-Key") == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) => step is Fetch ? [] : OpenApiDescription.HeyGen.Violations(call);

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        step is Fetch || answer.Status >= 300 ? [] : OpenApiDescription.HeyGen.AnswerViolations(call, answer);

    protected override Answer Make(string step, ContractCall call) => Answer.Ok(new JsonObject
    {
        ["data"] = step is Start ? new JsonObject { ["video_id"] = $"v{++jobs}", ["status"] = "pending" } : Video(OpenApiDescription.HeyGen.Hole(call, "video_id"), NextState()),
    }) with { ContentType = "application/json" };

    private JsonObject Video(string id, string state) => new()
    {
        ["id"] = id, ["status"] = state, ["video_url"] = state is "completed" ? AddressOf(id) : null, ["duration"] = state is "completed" ? 4.5 : null,
        ["failure_code"] = state is "failed" ? "render_error" : null, ["failure_message"] = state is "failed" ? "no" : null,
    };
}
