using System.Globalization;
using ContentFactory.Domain;
using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Publishing;

/// <summary>The address of the list of publications as a filter of its query: for the page and for the files alike.</summary>
internal static class PublicationFilters
{
    public const string Status = "status";
    public const string Channel = "channel";

    /// <summary>The first and the last day, both included: what the calendar shows.</summary>
    public const string From = "from";
    public const string Until = "until";

    /// <param name="zoneId">Whose clock counts the days.</param>
    public static CalendarFilter Of(ListState state, string zoneId) =>
        new(state.Company, Guid.TryParse(state.Filter(Channel), out var channel) ? channel : null, PublicationWords.StatesOf(state.Filter(Status)))
        {
            From = Day(state.Filter(From)) is { } first ? LocalDay.Start(first, zoneId) : null,
            Until = Day(state.Filter(Until)) is { } last ? LocalDay.Start(last.AddDays(1), zoneId) : null,
        };

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1900 and < 2200 ? day : null;
}
