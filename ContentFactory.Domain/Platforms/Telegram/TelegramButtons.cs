using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Platforms.Telegram;

/// <summary>A button under a message that opens an address.</summary>
internal sealed record TelegramButton(string Label, string Address);

/// <summary>
/// The buttons of a post as a person types them: a line is a row, "Label | https://address", with two bars between the buttons of one row. A dash for the first
/// bar and one bar for the two are understood as well, because the bots that people come from write them so.
/// </summary>
internal static partial class TelegramButtons
{
    public const string Option = "buttons";
    public const int MaxLength = 2000;

    private const int MostRows = 8;
    private const int MostInRow = 8;
    private const int LabelLength = 64;
    private const int ShownLength = 60;

    public static bool Any(OutgoingPost post) => Typed(post).Length > 0;

    /// <summary>The post without them: they stand under its last part alone.</summary>
    public static OutgoingPost Without(OutgoingPost post) => post with { Options = post.Options.Where(o => o.Key != Option).ToDictionary(StringComparer.Ordinal) };

    /// <summary>The inline keyboard; null for none.</summary>
    public static JsonObject? Markup(OutgoingPost post)
    {
        var rows = Lines(post).Select(l => Row(l.Text)).OfType<IReadOnlyList<TelegramButton>>().ToList();
        return rows.Count == 0 ? null : new() { ["inline_keyboard"] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(Field)]))]) };
    }

    public static IEnumerable<Problem> Faults(OutgoingPost post)
    {
        if (!Any(post))
            yield break;
        if (TelegramParts.Of(post)[^1].Media.Count > 1)
            yield return Fault("ButtonsUnderAlbum");
        if (Lines(post).Count() is > MostRows and var rows)
            yield return Fault("TooManyButtonRows", rows, MostRows);
        foreach (var fault in Lines(post).SelectMany(l => Faults(l.Number, l.Text)))
            yield return fault;
    }

    private static IEnumerable<Problem> Faults(int number, string line)
    {
        if (Row(line) is not { } row)
        {
            yield return Fault("ButtonMalformed", number, PlainText.Cut(line, ShownLength));
            yield break;
        }
        if (row.Count > MostInRow)
            yield return Fault("TooManyButtonsInRow", number, row.Count, MostInRow);
        foreach (var button in row)
        {
            if (button.Label.Length > LabelLength)
                yield return Fault("ButtonLabelTooLong", number, button.Label.Length, LabelLength);
            if (!IsAddress(button.Address))
                yield return Fault("ButtonAddress", number, PlainText.Cut(button.Address, ShownLength));
        }
    }

    /// <summary>Null where the line is something else than buttons.</summary>
    private static List<TelegramButton>? Row(string line)
    {
        var row = new List<TelegramButton>();
        for (var at = 0; at < line.Length;)
        {
            if (Button().Match(line, at) is not { Success: true } match)
                return null;
            row.Add(new(match.Groups["label"].Value, match.Groups["address"].Value));
            at = match.Index + match.Length;
        }
        return row;
    }

    /// <summary>Numbered as they were typed; those with nothing in them are left out.</summary>
    private static IEnumerable<(int Number, string Text)> Lines(OutgoingPost post) =>
        Typed(post).Split('\n').Select((line, n) => (Number: n + 1, Text: OutgoingWords.Clean(line))).Where(l => l.Text.Length > 0);

    private static string Typed(OutgoingPost post) => post.Options.GetValueOrDefault(Option)?.ReplaceLineEndings("\n").TrimEnd() ?? "";

    private static JsonNode Field(TelegramButton button) => new JsonObject { ["text"] = button.Label, ["url"] = button.Address };

    /// <summary>Telegram opens what has a domain, and its own addresses; it refuses the names of a machine.</summary>
    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0
        && (uri.Scheme == "tg" || ((uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) && uri.Host.Contains('.', StringComparison.Ordinal)));

    private static Problem Fault(string key, params object[] args) => TelegramErrors.Text(ProblemKind.Invalid, Option, key, args);

    [GeneratedRegex(
        @"\G\s*(?<label>[^|\s](?:[^|]*?[^|\s])?)(?:\s*\|\s*(?<address>[^\s|]+)|\s+[-–—]\s+(?<address>[a-z][a-z0-9+.-]*:[^\s|]+))\s*(?:\|{1,2}\s*|\z)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Button();
}
