using System.Globalization;
using ContentFactory.Domain.Analytics.Overview;
using ContentFactory.Domain.Content;
using ContentFactory.Web.Ui.Lists;

namespace ContentFactory.Web.Analytics.Overview;

/// <summary>The addresses of the pages of numbers: which period and which posts they ask for. The choice goes along from page to page.</summary>
internal static class NumbersAddress
{
    public const string Days = "days";
    public const string From = "from";
    public const string To = "to";
    public const string Channel = "channel";
    public const string Network = "network";
    public const string Type = "type";
    public const string Topic = "topic";

    /// <summary>What the chart by day shows.</summary>
    public const string Figure = "figure";

    /// <summary>Which figures the table of posts shows.</summary>
    public const string Set = "set";

    public static readonly IReadOnlyList<int> Periods = [7, 28, 90, 365];

    /// <summary>Names of the filters beside the period.</summary>
    public static readonly IReadOnlyList<string> Filters = [Network, Channel, Type, Topic];

    private static readonly string[] OfOnePage = [ListState.SearchName, ListState.SortName, Figure, Set];

    public static AnalyticsWish Of(ListState state) => new(
        int.TryParse(state.Filter(Days), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days > 0 ? days : null,
        Day(state.Filter(From)), Day(state.Filter(To)), state.Company, Id(state.Filter(Channel)), state.Filter(Network)?.ToLowerInvariant(),
        state.Filter<PostType>(Type), Id(state.Filter(Topic)));

    /// <summary>Another page of the same numbers: "", "/posts", "/channels".</summary>
    public static string At(ListState state, string tenant, string page, params (string Name, string? Value)[] more) =>
        state.At($"/t/{Uri.EscapeDataString(tenant)}/analytics{page}", [.. OfOnePage.Select(name => (name, (string?)null)), .. more]);

    public static string Period(ListState state, int days) => state.With((Days, Text(days)), (From, null), (To, null));

    public static string Between(ListState state, DateOnly? first, DateOnly? last) => state.With((Days, null), (From, Text(first)), (To, Text(last)));

    /// <summary>The same page without filters; the period stays.</summary>
    public static string Everything(ListState state) => state.With([(ListState.CompanyName, null), .. Filters.Select(name => (name, (string?)null))]);

    public static bool IsNarrowed(AnalyticsWish wish) => wish.IsOfPosts || wish.ChannelId is not null || wish.Network is not null;

    public static string? Text(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static Guid? Id(string? text) => Guid.TryParse(text, out var id) ? id : null;

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 1990 and < 2200 ? day : null;
}
