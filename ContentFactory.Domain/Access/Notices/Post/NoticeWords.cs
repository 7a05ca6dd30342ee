using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;

namespace ContentFactory.Domain.Access;

/// <summary>Says a notice outside of a page: in the language of its reader, from the texts of the feature that its key names.</summary>
internal static class NoticeWords
{
    private static readonly ConcurrentDictionary<string, ResourceManager> Features = new(StringComparer.Ordinal);

    /// <summary>What is worth a letter: something did not go out or will not, and a person has to act.</summary>
    public static readonly string[] Urgent =
    [
        .. new[] { "Failed", "FailedMany", "Unknown", "UnknownMany", "Held", "HeldMany", "Preflight", "RemovalRefused" }.Select(n => $"Publishing.Notice_{n}"),
        "Content.Notice_Waiting", "Content.Notice_Mentioned",
        .. new[] { "NeedsAttention", "EndsSoon", "EndsTomorrow" }.Select(n => $"Channels.Notice_{n}"),
    ];

    /// <summary>One line. A key whose text is gone reads as its bare facts.</summary>
    public static string Of(string textKey, string[] args, CultureInfo culture)
    {
        var (feature, key) = textKey.Split('.', 2) is [var f, var k] ? (f, k) : ("Access", textKey);
        try
        {
            var words = Features.GetOrAdd(feature, name => new ResourceManager($"ContentFactory.Domain.{name}.Texts", typeof(AppDb).Assembly)).GetString(key, culture);
            return PlainText.Line(words is null ? string.Join(" · ", args) : string.Format(culture, words, [.. args]));
        }
        catch (Exception e) when (e is MissingManifestResourceException or FormatException)
        {
            return PlainText.Line(string.Join(" · ", args));
        }
    }
}
