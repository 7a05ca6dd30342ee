using ContentFactory.Domain.Access;
using ContentFactory.Domain.Ai;

namespace ContentFactory.Web.Access.Companies;

/// <summary>A brand voice as it is being typed.</summary>
public sealed class VoiceDraft
{
    public string Language { get; set; } = "ru";
    public string FormOfAddress { get; set; } = "";
    public IReadOnlyList<string> Personality { get; set; } = [];
    public IReadOnlyList<string> Preferred { get; set; } = [];
    public IReadOnlyList<string> Avoid { get; set; } = [];
    public IReadOnlyList<string> Emoji { get; set; } = [];
    public IReadOnlyList<string> Do { get; set; } = [];
    public IReadOnlyList<string> Dont { get; set; } = [];

    /// <summary>Occasion to text; those that the form does not show stay.</summary>
    public Dictionary<string, string> Examples { get; private init; } = [];

    public static VoiceDraft Of(BrandVoiceEntry entry) => new()
    {
        Language = entry.Language, FormOfAddress = entry.FormOfAddress ?? "", Personality = entry.Personality, Preferred = entry.Preferred, Avoid = entry.Avoid,
        Emoji = entry.Emoji, Do = entry.Do, Dont = entry.Dont, Examples = new(entry.Examples),
    };

    /// <summary>What the domain keeps, in a fixed order.</summary>
    public BrandVoiceEntry Entry() => new(
        Language, FormOfAddress.Length == 0 || Language == "en" ? null : FormOfAddress, Personality, Preferred, Avoid, Emoji, Do, Dont,
        new SortedDictionary<string, string>(Examples.Where(e => e.Value.Length > 0).ToDictionary(), StringComparer.Ordinal));

    public string Example(string occasion) => Examples.GetValueOrDefault(occasion, "");

    public void Say(string occasion, string? text) => Examples[occasion] = text ?? "";

    /// <summary>The same as the writers of drafts read it.</summary>
    public static BrandVoice VoiceOf(BrandVoiceEntry entry) =>
        new(entry.Language, entry.FormOfAddress, entry.Personality, entry.Preferred, entry.Avoid, entry.Emoji, entry.Do, entry.Dont);
}
