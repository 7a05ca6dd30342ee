namespace ContentFactory.Domain.Platforms;

public enum PublishOptionType { Choice, Switch, Text, Time }

/// <summary>
/// Something that a person may choose for one publication because the network has it: who may see a video, whether comments are open. Arrives in
/// <see cref="OutgoingPost.Options"/> under its key. Labels are the texts <c>Platforms.Option_{platform}_{key}</c> and, for each value,
/// <c>Platforms.Option_{platform}_{key}_{value}</c>; <c>Platforms.Option_{platform}_{key}_Hint</c> where it needs a sentence.
/// </summary>
/// <param name="Key">Lower-case with underscores, e.g. "privacy". A switch is "true" or absent; a time is ISO 8601 in UTC.</param>
/// <param name="Values">Of a choice, in the order to show; empty otherwise.</param>
public sealed record PublishOption(string Key, PublishOptionType Type, IReadOnlyList<string> Values)
{
    /// <summary>What is chosen where nobody chose; null where a person must (<see cref="Required"/>) or nothing may go along.</summary>
    public string? Default { get; init; }

    /// <summary>The network demands that a person chooses.</summary>
    public bool Required { get; init; }

    /// <summary>Another option and its value with which nothing has to be chosen here.</summary>
    public (string Key, string Value)? RequiredUnless { get; init; }

    /// <summary>Of a text, in UTF-16 units.</summary>
    public int MaxLength { get; init; } = 500;

    /// <summary>Of a text: it may have several lines.</summary>
    public bool Lines { get; init; }

    /// <summary>Why the account can't have it, in plain words: shown, and not to be chosen.</summary>
    public Problem? Obstacle { get; init; }

    /// <summary>It has to be chosen and was not, given what else was chosen.</summary>
    public bool IsMissing(IReadOnlyDictionary<string, string> chosen) =>
        Required && !chosen.ContainsKey(Key) && (RequiredUnless is not { } other || chosen.GetValueOrDefault(other.Key) != other.Value);

    public static PublishOption Choice(string key, params string[] values) => new(key, PublishOptionType.Choice, values);

    public static PublishOption Switch(string key) => new(key, PublishOptionType.Switch, []);
}

/// <summary>What one account may choose now, as the network says; <paramref name="Kinds"/> and <paramref name="Options"/> as those of <see cref="IPlatform"/>.</summary>
/// <param name="Name">Under which name the network says it will post, to show beside the choices; null where it says none.</param>
public sealed record AccountChoices(IReadOnlyList<PublicationKind> Kinds, IReadOnlyList<PublishOption> Options, string? Name = null);
