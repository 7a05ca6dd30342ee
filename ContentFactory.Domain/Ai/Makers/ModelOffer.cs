using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Ai.Makers;

/// <summary>A model that this installation can ask.</summary>
/// <param name="Maker">"anthropic", "openai", or the name of the compatible server.</param>
public sealed partial record ModelOffer(string Maker, string Model)
{
    public const string Anthropic = "anthropic";
    public const string OpenAi = "openai";

    /// <summary>Thinking models choose their words themselves: all but the default temperature would be refused, and effort is what they take instead.</summary>
    internal bool Thinks => Maker switch
    {
        Anthropic => !EarlierClaude().IsMatch(Model),
        OpenAi => ThinkingGpt().IsMatch(Model),
        _ => false,
    };

    internal float? Temperature(decimal wished) => Thinks ? null : (float)Math.Min(wished, Maker is Anthropic ? 1 : 2);

    // up to Opus 4.6 and Sonnet 4.6
    [GeneratedRegex(@"\Aclaude-(3|(opus|sonnet|haiku)-4(-[0-6])?(-\d{8})?\z)")]
    private static partial Regex EarlierClaude();

    [GeneratedRegex(@"\A(gpt-[5-9]|o\d)")]
    private static partial Regex ThinkingGpt();
}
