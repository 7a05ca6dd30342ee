using System.Text.Json;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a person chose for one publication: what it becomes at the network, and the network's own options by their keys (<see cref="PublishOption"/>).</summary>
/// <param name="Kind">Null for what the network makes by itself.</param>
public sealed record PublishChoices(PublicationKind? Kind, IReadOnlyDictionary<string, string> Options)
{
    public static readonly PublishChoices None = new(null, new Dictionary<string, string>(StringComparer.Ordinal));

    internal const int LongestOptions = 4000;

    /// <summary>As it is stored: what was left open or switched off is left out.</summary>
    internal string Json => JsonSerializer.Serialize(Chosen);

    private Dictionary<string, string> Chosen =>
        Options.Where(o => !string.IsNullOrWhiteSpace(o.Value) && o.Value is not "false").ToDictionary(o => o.Key, o => o.Value.Trim(), StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, string> Read(string json) => JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    /// <summary>The field of a choice in a form, as problems name it.</summary>
    public static string FieldOf(string platform, string key) => $"Choices.{platform}.{key}";

    /// <summary>The choices with the network's defaults, or what is wrong with them.</summary>
    internal Result<PublishChoices> For(IPlatform platform)
    {
        var (kind, chosen) = (Kind ?? platform.Kinds[0], Chosen);
        if (!platform.Kinds.Contains(kind) || chosen.Keys.Any(k => !platform.Options.Any(o => o.Key == k)))
            return Problem.Invalid("Channels", "Publishing.ChoiceUnknown");
        foreach (var option in platform.Options)
        {
            if (!chosen.TryGetValue(option.Key, out var value))
            {
                if (option.Default is { } usual)
                    chosen[option.Key] = usual;
                continue;
            }
            if (!Fits(option, value))
                return Problem.Invalid(FieldOf(platform.Key, option.Key), option.Type is PublishOptionType.Text ? "Publishing.ChoiceTooLong" : "Publishing.ChoiceUnknown", option.MaxLength);
        }
        return chosen.Sum(o => o.Key.Length + o.Value.Length) > LongestOptions ? Problem.Invalid("Channels", "Publishing.ChoiceTooLong", LongestOptions) : new PublishChoices(kind, chosen);
    }

    private static bool Fits(PublishOption option, string value) => option.Type switch
    {
        PublishOptionType.Choice => option.Values.Contains(value),
        PublishOptionType.Switch => value is "true",
        PublishOptionType.Text => value.Length <= option.MaxLength,
        PublishOptionType.Time => DateTimeOffset.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AssumeUniversal, out _),
    };
}
