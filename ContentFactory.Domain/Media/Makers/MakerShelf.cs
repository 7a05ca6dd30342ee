using ContentFactory.Domain.Ai.Makers;
using Microsoft.Extensions.Options;

namespace ContentFactory.Domain.Media.Makers;

/// <param name="Known">What is said of it either way.</param>
/// <param name="Maker">Null where this installation has no key.</param>
/// <param name="Adds">Key of the text that says what a key would add.</param>
/// <param name="Setting">Where the key belongs.</param>
internal sealed record ShelfPlace(MakerFacts Known, IMaker? Maker, string Adds, string Setting);

/// <summary>The makers that the product knows, with and without a key, in the order in which they are offered.</summary>
public sealed class MakerShelf
{
    private const string OpenAiKey = "Ai:OpenAi:ApiKey";

    internal MakerShelf(IOptions<AiOptions> ai, IOptions<MediaMakersOptions> makers, MediaOptions media, MakerHttp http)
    {
        var (openAi, of) = (ai.Value.OpenAi, makers.Value);
        var hasOpenAi = openAi.ApiKey is { Length: > 0 };
        All =
        [
            new(OpenAiImages.FactsOf(of.OpenAi), hasOpenAi ? new OpenAiImages(http, openAi, of.OpenAi, media) : null, "Media.Adds_OpenAiImages", OpenAiKey),
            new(StabilityImages.FactsOf(of.Stability), of.Stability.HasKey ? new StabilityImages(http, of.Stability, media) : null, "Media.Adds_Stability", KeyOf("Stability")),
            new(ElevenLabsSpeech.FactsOf(of.ElevenLabs), of.ElevenLabs.HasKey ? new ElevenLabsSpeech(http, of.ElevenLabs) : null, "Media.Adds_ElevenLabs", KeyOf("ElevenLabs")),
            new(OpenAiSpeech.FactsOf(of.OpenAi), hasOpenAi ? new OpenAiSpeech(http, openAi, of.OpenAi) : null, "Media.Adds_OpenAiSpeech", OpenAiKey),
            new(RunwayVideos.FactsOf(of.Runway), of.Runway.HasKey ? new RunwayVideos(http, of.Runway) : null, "Media.Adds_Runway", KeyOf("Runway")),
            new(HeyGenVideos.FactsOf(), of.HeyGen.HasKey ? new HeyGenVideos(http, of.HeyGen) : null, "Media.Adds_HeyGen", KeyOf("HeyGen")),
        ];
    }

    internal IReadOnlyList<ShelfPlace> All { get; }

    /// <summary>Names of those that have a key, and of those that have none.</summary>
    public (IReadOnlyList<string> Keyed, IReadOnlyList<string> Absent) Keys
    {
        get
        {
            var makers = All.ToLookup(p => p.Maker is not null, p => p.Known.Name);
            return ([.. makers[true].Distinct()], [.. makers[false].Distinct()]);
        }
    }

    /// <summary>What a person reads of a <see cref="MakerFacts.MadeBy"/>: "OpenAI, gpt-image-2". Null for what no maker outside made.</summary>
    public string? NameOf(string madeBy) => madeBy.Split(' ', 2) is [var maker, var model] && All.FirstOrDefault(p => p.Known.Maker == maker) is { } place ? $"{place.Known.Name}, {model}" : null;

    /// <summary>Null where it is unknown or has no key.</summary>
    internal IMaker? Find(MadeKind kind, string maker) => All.FirstOrDefault(p => p.Known.Kind == kind && p.Known.Maker == maker)?.Maker;

    private static string KeyOf(string name) => $"{MediaMakersOptions.Section}:{name}:ApiKey";
}
