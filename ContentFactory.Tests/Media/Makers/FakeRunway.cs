using System.Globalization;
using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Runway, held to its description. A state is "RUNNING 0.4", "FAILED SAFETY.INPUT.TEXT" or a bare word.</summary>
internal sealed class FakeRunway(TimeProvider clock) : VideoFake(clock)
{
    private int jobs;

    public int Credits { get; set; } = 60;

    public override string Key => "key_runway0123456789";

    public override Answer Error(int status, string code) => new(status, new JsonObject { ["error"] = $"{code}: {Key}" }.ToJsonString());

    protected override string? Step(ContractCall call) => OpenApiDescription.Runway.OperationOf(call) switch { "startTextToVideo" => Start, "getTask" => Look, "cancelTask" => Cancel, _ => null };

    protected override bool HasKey(ContractCall call) => call.Token == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call) => step is Fetch ? [] :
    [
        .. OpenApiDescription.Runway.Violations(call),
        .. call.Header("X-Runway-Version") == "2024-11-06" ? Array.Empty<string>() : ["no X-Runway-Version"],
    ];

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) =>
        step is Fetch || answer.Status >= 300 ? [] : OpenApiDescription.Runway.AnswerViolations(call, answer);

    protected override Answer Make(string step, ContractCall call) => step switch
    {
        Start => Answer.Ok(new JsonObject { ["id"] = string.Create(CultureInfo.InvariantCulture, $"11111111-1111-4111-8111-{++jobs:000000000000}"), ["estimatedCost"] = Cost() }) with { ContentType = "application/json" },
        Cancel => new Answer(204),
        _ => Answer.Ok(Task(OpenApiDescription.Runway.Hole(call, "id"), NextState().Split(' '))) with { ContentType = "application/json" },
    };

    private JsonObject Task(string id, string[] state)
    {
        var task = new JsonObject { ["id"] = id, ["createdAt"] = "2026-11-20T09:00:00.000Z", ["status"] = state[0] };
        if (state[0] is "RUNNING")
            task["progress"] = double.Parse(state[1], CultureInfo.InvariantCulture);
        if (state[0] is "SUCCEEDED")
            task["output"] = new JsonArray(AddressOf(id));
        if (state[0] is "FAILED")
            (task["failure"], task["failureCode"]) = ("It did not work", state[1]);
        task[state[0] is "SUCCEEDED" or "FAILED" or "CANCELLED" ? "cost" : "estimatedCost"] = Cost();
        return task;
    }

    private JsonObject Cost() => new() { ["credits"] = Credits };
}
