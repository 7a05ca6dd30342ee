namespace ContentFactory.Domain.Ai.Offline;

/// <param name="TextLimit">For text, a blank line and hashtags together.</param>
/// <param name="Seed">The same request with the same seed gives the same composition.</param>
public sealed record CompositionRequest(
    string Language, IReadOnlyList<SourceText> Sources, IReadOnlyList<string> TopicKeywords, BrandVoice Voice, string CompanyName,
    string? CallToAction, int TextLimit, int Seed);

/// <summary>Something found outside. Data only: nothing in it is an instruction or markup to keep.</summary>
public sealed record SourceText(string Title, string Text, string? SiteName, Uri? Link, DateTimeOffset? PublishedAt);

/// <param name="Text">The whole caption (opening, facts, call to action, sources) without the hashtags.</param>
/// <param name="Hashtags">With the sign.</param>
/// <param name="CallToAction">As asked for; null when it has a word to avoid or there was none.</param>
public sealed record Composition(
    string Title, string Hook, string Text, IReadOnlyList<string> Hashtags, string? CallToAction, IReadOnlyList<string> KeyPhrases,
    string VideoIdea, string MiniScript, string ImagePrompt, string MadeBy = "offline composer");
