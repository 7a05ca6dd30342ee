using ContentFactory.Domain.Media.Makers;

namespace ContentFactory.Tests.Media.Makers;

/// <summary>One maker and what it is asked for in these tests, by a name that a theory can carry.</summary>
/// <param name="Step">Of its fake: the call that costs.</param>
internal sealed record MakerCase(MadeKind Kind, string Maker, string Model, string Step, MadeShape Shape = MadeShape.Square)
{
    public static readonly IReadOnlyDictionary<string, MakerCase> All = new Dictionary<string, MakerCase>
    {
        ["openai image"] = new(MadeKind.Image, "openai", "gpt-image-2", FakeOpenAiMedia.Images),
        ["openai voice"] = new(MadeKind.Voice, "openai", "tts-1", FakeOpenAiMedia.Speech),
        ["stability"] = new(MadeKind.Image, "stability", "stable-image-core", FakeStability.Generate),
        ["elevenlabs"] = new(MadeKind.Voice, "elevenlabs", "eleven_multilingual_v2", FakeElevenLabs.Speak),
        ["heygen"] = new(MadeKind.Video, "heygen", "heygen-avatar", VideoFake.Start, MadeShape.Portrait),
        ["runway"] = new(MadeKind.Video, "runway", "gen4.5", VideoFake.Start, MadeShape.Portrait),
    };

    public static MakerCase Runway => All["runway"];

    public MediaOrder Order(string text) => new(Maker, text, Shape);

    public MakerFake Of(MakersDomain domain) => Maker switch
    {
        "openai" => domain.OpenAi, "stability" => domain.Stability, "elevenlabs" => domain.ElevenLabs, "heygen" => domain.HeyGen, _ => domain.Runway,
    };
}
