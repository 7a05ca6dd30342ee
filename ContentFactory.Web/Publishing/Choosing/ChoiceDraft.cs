using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Choosing;

/// <summary>What is being chosen for one channel, as its form holds it: times as the clock of a zone shows them.</summary>
public sealed class ChoiceDraft
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);

    public PublicationKind? Kind { get; set; }

    public string this[string key]
    {
        get => values.GetValueOrDefault(key, "");
        set => values[key] = value;
    }

    /// <summary>What stands in the form for this option.</summary>
    public string Shown(PublishOption option) => this[option.Key] is { Length: > 0 } value ? value : option.Default ?? "";

    public PublishChoices Whole(IEnumerable<PublishOption> options, string zoneId) =>
        new(Kind, options.Where(o => this[o.Key].Length > 0).ToDictionary(o => o.Key, o => o.Type is PublishOptionType.Time ? Utc(this[o.Key], zoneId) : this[o.Key], StringComparer.Ordinal));

    private static string Utc(string typed, string zoneId) =>
        DateTime.TryParse(typed, CultureInfo.InvariantCulture, out var local)
            ? PlannedTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local), zoneId).Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : typed;
}
