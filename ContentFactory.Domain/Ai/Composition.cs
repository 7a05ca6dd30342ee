namespace ContentFactory.Domain.Ai;

/// <summary>What is to be written, from what, and in whose voice. The same for a model and for the offline composer.</summary>
/// <param name="TextLimit">For text, a blank line and hashtags together.</param>
/// <param name="Seed">The same request with the same seed gives the same composition of the offline composer.</param>
public sealed record CompositionRequest(
    string Language, IReadOnlyList<SourceText> Sources, IReadOnlyList<string> TopicKeywords, BrandVoice Voice, string CompanyName,
    string? CallToAction, int TextLimit, int Seed)
{
    /// <summary>The networks that get a text of their own; none where only the original is wanted.</summary>
    public IReadOnlyList<PlatformShape> Platforms { get; init; } = [];

    /// <summary>The company's best posts, to be followed in manner and never in facts.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>The form that the text takes; null leaves it to the writer.</summary>
    public TemplateShape? Template { get; init; }

    /// <summary>How the text opens; null leaves it to the writer.</summary>
    public HookKind? Hook { get; init; }

    /// <summary>The day of writing by the clock of the company; null leaves a template's date out.</summary>
    public DateOnly? Today { get; init; }
}

/// <summary>A headline, a figure, a question to the reader, or what the reader takes away.</summary>
public enum HookKind { Headline, Number, Question, Practical }

/// <summary>Something found outside. Data only: nothing in it is an instruction or markup to keep.</summary>
public sealed record SourceText(string Title, string Text, string? SiteName, Uri? Link, DateTimeOffset? PublishedAt);

/// <summary>What one network takes.</summary>
/// <param name="Platform">Its key, e.g. "telegram".</param>
/// <param name="TextLength">Of one message, counted by <paramref name="LengthOf"/>; hashtags included.</param>
/// <param name="MostParts">How many messages of that length a longer text may become; 1 where there are no threads.</param>
/// <param name="LengthOf">How much of the limit a text takes, as the network counts.</param>
public sealed record PlatformShape(string Platform, int TextLength, int MostParts, Func<string, int> LengthOf)
{
    /// <summary>How words that hold no formatting stand in a text of its own, where signs are formatting.</summary>
    public Func<string, string> Escape { get; init; } = words => words;

    internal PlatformText Plain(PlatformText made) => made with { Text = Escape(made.Text), Parts = [.. made.Parts.Select(Escape)] };
}

/// <summary>A template as a writer takes it.</summary>
/// <param name="Parts">One for a single text, more for a thread; variables stand as {{name}}. The writer fills topic, hook, fact1 to fact5, facts,
/// question, call_to_action, source, hashtags, company and date (the day of writing); a line whose variable stays empty is left out.</param>
/// <param name="Hints">What a model should mind, in plain words.</param>
/// <param name="Values">What people have entered for the template's other variables; never read as a template again.</param>
public sealed record TemplateShape(string Name, IReadOnlyList<string> Parts, string? Hints, IReadOnlyList<string> Examples, IReadOnlyDictionary<string, string> Values);

/// <param name="Text">The whole caption (opening, facts, call to action, sources) without the hashtags.</param>
/// <param name="Hashtags">With the sign.</param>
/// <param name="CallToAction">As asked for; null when it has a word to avoid or there was none.</param>
public sealed record Composition(
    string Title, string Hook, string Text, IReadOnlyList<string> Hashtags, string? CallToAction, IReadOnlyList<string> KeyPhrases,
    string VideoIdea, string MiniScript, string ImagePrompt, string MadeBy = "offline composer")
{
    /// <summary>For a generator of videos.</summary>
    public string VideoPrompt { get; init; } = "";

    /// <summary>In the order of <see cref="CompositionRequest.Platforms"/>, for those where the original does not serve.</summary>
    public IReadOnlyList<PlatformText> Variants { get; init; } = [];

    /// <summary>Openings to choose from, the one in the text first.</summary>
    public IReadOnlyList<string> Hooks { get; init; } = [];

    /// <summary>What a person should know about how it was written: a voice that contradicts itself.</summary>
    public IReadOnlyList<Problem> Notes { get; init; } = [];

    /// <summary>Tokens in and out over all calls, failed ones included; 0 where no model was asked.</summary>
    public int Tokens { get; init; }

    /// <summary>In USD, by the price table; null where a model without a price was asked.</summary>
    public decimal? Cost { get; init; } = 0;
}

/// <summary>What one network gets.</summary>
/// <param name="Text">Hashtags included, as it goes out; of a thread the first part.</param>
/// <param name="Parts">The parts of a thread, the first one included; empty where one message holds all.</param>
public sealed record PlatformText(string Platform, string Text, IReadOnlyList<string> Parts, string? FirstComment = null);
