using System.Globalization;
using System.Text.RegularExpressions;

namespace ContentFactory.Domain.Trends.Feeds;

/// <summary>Dates as feeds write them: RFC 822 in all its variants, ISO 8601, and Russian month names. Null when it is none.</summary>
internal static partial class FeedDates
{
    private const string Months = "janfebmaraprmayjunjulaugsepoctnovdec";
    private const string RussianMonths = "янвфевмарапрмаяиюниюлавгсеноктноядек";

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420, ["MDT"] = -360, ["PST"] = -480, ["PDT"] = -420,
        ["MSK"] = 180, ["MSD"] = 240, ["CET"] = 60, ["CEST"] = 120, ["EET"] = 120, ["EEST"] = 180, ["BST"] = 60, ["JST"] = 540,
    };

    public static DateTimeOffset? Read(string? text)
    {
        text = text?.Trim();
        if (string.IsNullOrEmpty(text) || text.Length > 80)
            return null;
        var date = Rfc822().Match(text) is { Success: true } match ? FromParts(match) : FromIso(text);
        return date is { Year: >= 1990 and <= 2200 } ? date.Value.ToUniversalTime() : null;
    }

    private static DateTimeOffset? FromIso(string text) =>
        char.IsAsciiDigit(text[0]) && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static DateTimeOffset? FromParts(Match match)
    {
        var month = Month(match.Groups["month"].Value);
        var (day, year) = (Number(match, "day"), Number(match, "year"));
        if (match.Groups["year"].Length == 2)
            year += year < 70 ? 2000 : 1900;
        var (hour, minute, second) = (Number(match, "hour"), Number(match, "minute"), Math.Min(Number(match, "second"), 59));
        if (month == 0 || year is < 1990 or > 2200 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59)
            return null;
        return new DateTimeOffset(year, month, day, hour, minute, second, Offset(match.Groups["zone"].Value));
    }

    private static int Month(string name)
    {
        var start = name[..3].ToLowerInvariant();
        if (start == "май")
            return 5;
        var at = (char.IsAsciiLetter(start[0]) ? Months : RussianMonths).IndexOf(start, StringComparison.Ordinal);
        return at >= 0 && at % 3 == 0 ? at / 3 + 1 : 0;
    }

    private static int Number(Match match, string group) =>
        match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 0;

    private static TimeSpan Offset(string zone)
    {
        if (zone.Length >= 4 && zone[0] is '+' or '-')
        {
            var digits = zone[1..].Replace(":", "", StringComparison.Ordinal);
            var minutes = int.Parse(digits[..^2], CultureInfo.InvariantCulture) * 60 + int.Parse(digits[^2..], CultureInfo.InvariantCulture);
            return minutes > 14 * 60 ? TimeSpan.Zero : TimeSpan.FromMinutes(zone[0] == '-' ? -minutes : minutes);
        }
        return TimeSpan.FromMinutes(Zones.GetValueOrDefault(zone));
    }

    [GeneratedRegex(@"^(?:\p{L}+\.?,?\s*)?(?<day>[0-9]{1,2})[\s-]+(?<month>\p{L}{3,9})\.?,?[\s-]+(?<year>[0-9]{4}|[0-9]{2})(?:,?\s+(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?:\.[0-9]+)?)?\s*(?<zone>[A-Za-z]{1,5}|[+-][0-9]{1,2}:?[0-9]{2})?)?")]
    private static partial Regex Rfc822();
}
