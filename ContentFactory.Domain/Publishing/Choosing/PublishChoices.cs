using System.Globalization;
using System.Text.Json;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>What a person chose for one publication: what it becomes at the network, and the network's own options by their keys (<see cref="PublishOption"/>).</summary>
/// <param name="Kind">Null for what the network makes by itself.</param>
public sealed record PublishChoices(PublicationKind? Kind, IReadOnlyDictionary<string, string> Options)
{
    public static readonly PublishChoices None = new(null, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>Where connectors put a fault of the choices that is not about one of them alone.</summary>
    private static readonly string[] General = ["Kind", "Options"];

    private const int LongestOptions = 4000;
    private const string Off = "false";

    /// <summary>As it is stored: what was left open or switched off is left out.</summary>
    internal string Json => JsonSerializer.Serialize(Said.Where(o => o.Value is not Off).ToDictionary(StringComparer.Ordinal));

    /// <summary>Without what was left open, and without characters that the database does not keep.</summary>
    private Dictionary<string, string> Said =>
        Options.Select(o => (o.Key, Value: PlainText.Clean(o.Value ?? "").Trim())).Where(o => o.Value.Length > 0).ToDictionary(o => o.Key, o => o.Value, StringComparer.Ordinal);

    internal static IReadOnlyDictionary<string, string> Read(string json) => json is "{}" ? None.Options : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];

    /// <summary>The field of a choice in a form, as problems name it; <paramref name="key"/> may be "Kind" or "Options" for all of them.</summary>
    public static string FieldOf(string platform, string key) => $"Choices.{platform}.{key}";

    /// <summary>A connector's problem with the name that its field has in the form: an option's own, or that of the choices in general.</summary>
    internal static Problem At(IPlatform platform, Problem problem) =>
        General.Contains(problem.Field) || platform.Options.Any(o => o.Key == problem.Field) ? problem with { Field = FieldOf(platform.Key, problem.Field!) } : problem;

    /// <summary>The choices with the network's defaults, or what is wrong with them.</summary>
    internal Result<PublishChoices> For(IPlatform platform, PostType type)
    {
        var (kind, said) = (Kind ?? PostKinds.Of(type, platform.Kinds), Said);
        if (!platform.Kinds.Contains(kind) || said.Keys.Any(k => !platform.Options.Any(o => o.Key == k)))
            return Problem.Invalid("Channels", "Publishing.ChoiceUnknown");
        foreach (var option in platform.Options)
        {
            if (said.TryGetValue(option.Key, out var value) && !Fits(option, value))
                return Problem.Invalid(FieldOf(platform.Key, option.Key), option.Type is PublishOptionType.Text ? "Publishing.ChoiceTooLong" : "Publishing.ChoiceUnknown", option.MaxLength);
            if (value is null && option.Default is { } usual)
                said[option.Key] = usual;
        }
        if (platform.Options.FirstOrDefault(o => o.IsMissing(said)) is { } missing)
            return Problem.Invalid(FieldOf(platform.Key, missing.Key), "Publishing.ChoiceMissing");
        var chosen = said.Where(o => o.Value is not Off).ToDictionary(StringComparer.Ordinal);
        return chosen.Sum(o => o.Key.Length + o.Value.Length) > LongestOptions ? Problem.Invalid("Channels", "Publishing.ChoiceTooLong", LongestOptions) : new PublishChoices(kind, chosen);
    }

    /// <summary>As they were stored, said in full: a switch that was off must not fall back to the network's default when they are chosen again.</summary>
    internal PublishChoices SaidWhole(IPlatform platform) =>
        this with { Options = platform.Options.Where(o => o.Type is PublishOptionType.Switch).Select(o => o.Key).Except(Options.Keys).Select(key => KeyValuePair.Create(key, Off)).Concat(Options).ToDictionary(StringComparer.Ordinal) };

    /// <summary>A moment that is chosen has to lie behind the publication's own, which a repetition has no single one of.</summary>
    internal Problem? TimeFault(IPlatform platform, DateTimeOffset planned, bool repeats)
    {
        foreach (var option in platform.Options.Where(o => o.Type is PublishOptionType.Time))
        {
            if (!Options.TryGetValue(option.Key, out var value) || !TryTime(value, out var at))
                continue;
            if (repeats)
                return Problem.Invalid(FieldOf(platform.Key, option.Key), "Publishing.ChoiceTimeRepeats");
            if (at <= planned)
                return Problem.Invalid(FieldOf(platform.Key, option.Key), "Publishing.ChoiceTimePassed");
        }
        return null;
    }

    private static bool Fits(PublishOption option, string value) => option.Type switch
    {
        PublishOptionType.Choice => option.Values.Contains(value),
        PublishOptionType.Switch => value is "true" or Off,
        PublishOptionType.Text => value.Length <= option.MaxLength,
        PublishOptionType.Time => TryTime(value, out _),
    };

    private static bool TryTime(string value, out DateTimeOffset at) => DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at);
}
