using ContentFactory.Domain.Ai.Makers;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media.Makers;

/// <param name="Known">What is said of it either way.</param>
/// <param name="Maker">Null where this installation has no key.</param>
/// <param name="Adds">Key of the text that says what a key would add, and where it belongs.</param>
internal sealed record ShelfPlace(MakerFacts Known, IMaker? Maker, string Adds);

/// <summary>The makers that the product knows, with and without a key, in the order in which they are offered.</summary>
public sealed class MakerShelf
{
    internal MakerShelf(IOptions<AiOptions> ai, IOptions<MediaMakersOptions> makers, MediaOptions media, MakerHttp http)
    {
        var (openAi, of) = (ai.Value.OpenAi, makers.Value);
        var hasOpenAi = openAi.ApiKey is { Length: > 0 };
        All =
        [
            new(OpenAiImages.FactsOf(of.OpenAi), hasOpenAi ? new OpenAiImages(http, openAi, of.OpenAi, media) : null, "Media.Adds_OpenAiImages"),
            new(StabilityImages.FactsOf(of.Stability), of.Stability.HasKey ? new StabilityImages(http, of.Stability, media) : null, "Media.Adds_Stability"),
            new(ElevenLabsSpeech.FactsOf(of.ElevenLabs), of.ElevenLabs.HasKey ? new ElevenLabsSpeech(http, of.ElevenLabs) : null, "Media.Adds_ElevenLabs"),
            new(OpenAiSpeech.FactsOf(of.OpenAi), hasOpenAi ? new OpenAiSpeech(http, openAi, of.OpenAi) : null, "Media.Adds_OpenAiSpeech"),
            new(RunwayVideos.FactsOf(of.Runway), of.Runway.HasKey ? new RunwayVideos(http, of.Runway) : null, "Media.Adds_Runway"),
            new(HeyGenVideos.FactsOf(), of.HeyGen.HasKey ? new HeyGenVideos(http, of.HeyGen) : null, "Media.Adds_HeyGen"),
        ];
    }

    internal IReadOnlyList<ShelfPlace> All { get; }

    /// <summary>Null where it is unknown or has no key.</summary>
    internal IMaker? Find(MadeKind kind, string maker) => All.FirstOrDefault(p => p.Known.Kind == kind && p.Known.Maker == maker)?.Maker;
}
