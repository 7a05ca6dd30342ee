using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Ai;

/// <summary>How a company speaks.</summary>
/// <param name="Language">"ru" or "en".</param>
/// <param name="FormOfAddress">"ты" or "вы" in Russian; no choice in English.</param>
/// <param name="Preferred">Words the company likes. "old -> new" names the replacement of a word to avoid.</param>
/// <param name="Avoid">Words and phrases that never appear, in any inflection.</param>
/// <param name="Emoji">The only emoji that may appear.</param>
/// <param name="Dont">Rules in plain words; what stands in quotation marks counts as avoided too.</param>
public sealed record BrandVoice(
    string Language, string? FormOfAddress, IReadOnlyList<string> Personality, IReadOnlyList<string> Preferred, IReadOnlyList<string> Avoid,
    IReadOnlyList<string> Emoji, IReadOnlyList<string> Do, IReadOnlyList<string> Dont)
{
    /// <summary>No wishes: "вы", no emoji, nothing avoided.</summary>
    public static BrandVoice Plain(string language) => new(language, null, [], [], [], [], [], []);

    /// <summary>As the company's card says.</summary>
    public static BrandVoice Of(BrandVoiceCard card) =>
        new(card.Language, card.FormOfAddress, card.Personality, card.Preferred, card.Avoid, card.Emoji, card.Do, card.Dont);

    public static BrandVoice Of(BrandVoiceEntry entry) =>
        new(entry.Language, entry.FormOfAddress, entry.Personality, entry.Preferred, entry.Avoid, entry.Emoji, entry.Do, entry.Dont);
}
