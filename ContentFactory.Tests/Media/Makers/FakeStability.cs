using System.Text.Json.Nodes;
using ContentFactory.Tests.Platforms.Contract;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>Stable Image, by the written contract: the maker publishes no description that a machine reads.</summary>
internal sealed class FakeStability(TimeProvider clock) : MakerFake(clock)
{
    private static readonly string[] Ratios = ["16:9", "1:1", "21:9", "2:3", "3:2", "4:5", "5:4", "9:16", "9:21"];
    private static readonly string[] Fields = ["prompt", "negative_prompt", "aspect_ratio", "seed", "style_preset", "output_format"];

    public const string Generate = "generate";

    public override string Key => "sk-stability-0123456789";

    public bool Filters { get; set; }

    public override Answer Error(int status, string code) => new(status, new JsonObject { ["id"] = "e1", ["name"] = code, ["errors"] = new JsonArray($"no: {Key}") }.ToJsonString());

    protected override string? StepOf(ContractCall call) =>
        call is { Method: "POST", Path: "/v2beta/stable-image/generate/core" or "/v2beta/stable-image/generate/ultra" or "/v2beta/stable-image/generate/sd3" } ? Generate : null;

    protected override bool HasKey(ContractCall call) => call.Token == Key;

    protected override IEnumerable<string> Check(string step, ContractCall call)
    {
        var parts = MultipartForm.Of(call);
        string? Of(string name) => parts.SingleOrDefault(p => p.Name == name)?.Text;
        if (call.Header("Accept") is not ("image/*" or "application/json"))
            yield return "Accept is image/* or application/json";
        if (Of("prompt")?.Length is not (> 0 and <= 10_000))
            yield return "a prompt has 1 to 10,000 characters";
        if (Of("aspect_ratio") is { } ratio && !Ratios.Contains(ratio))
            yield return $"{ratio} is no aspect ratio";
        if (Of("output_format") is not (null or "jpeg" or "png" or "webp"))
            yield return "a picture is jpeg, png or webp";
        foreach (var part in parts.Where(p => !Fields.Contains(p.Name) || p.FileName is not null))
            yield return $"{part.Name}: no such field";
    }

    protected override IEnumerable<string> CheckAnswer(string step, ContractCall call, Answer answer) => [];

    protected override Answer Make(string step, ContractCall call) => Binary(File, "image/png").With("finish-reason", Filters ? "CONTENT_FILTERED" : "SUCCESS").With("seed", "7");
}
