using ContentFactory.Domain.Publishing;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Publishing;

/// <summary>The address of the list of publications as a filter of its query: for the page and for the file alike.</summary>
internal static class PublicationFilters
{
    public const string Status = "status";
    public const string Channel = "channel";

    public static CalendarFilter Of(ListState state) =>
        new(state.Company, Guid.TryParse(state.Filter(Channel), out var channel) ? channel : null, PublicationWords.StatesOf(state.Filter(Status)));
}
