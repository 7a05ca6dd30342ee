using System.Text.Json.Serialization;
using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Which numbers are asked for. A period is named by its last days, or by its ends; without either it is the last 28 days.</summary>
/// <param name="Days">So many days up to today, today included.</param>
/// <param name="From">The first day, in the tenant's zone.</param>
/// <param name="To">The last day; it counts.</param>
/// <param name="TopicId">A post of several topics belongs to each of them.</param>
public sealed record AnalyticsWish(
    int? Days = null, DateOnly? From = null, DateOnly? To = null, Guid? CompanyId = null, Guid? ChannelId = null, string? Network = null, PostType? Type = null, Guid? TopicId = null)
{
    public const int DefaultDays = 28;

    /// <summary>Two years and a day: what a page still draws.</summary>
    public const int MostDays = 731;

    /// <summary>Only posts of one kind or topic: numbers that belong to no post have no answer.</summary>
    public bool IsOfPosts => Type is not null || TopicId is not null;

    /// <summary>Ends in the wrong order change places; a period is never longer than <see cref="MostDays"/> nor ends after today.</summary>
    internal Period PeriodAt(DateOnly today)
    {
        if (From is null && To is null)
            return Period.UpTo(today, Math.Clamp(Days ?? DefaultDays, 1, MostDays));
        var last = To ?? today;
        var first = From ?? last.AddDays(1 - DefaultDays);
        (first, last) = first <= last ? (first, last) : (last, first);
        last = last < today ? last : today;
        first = first < last ? first : last;
        return new(last.DayNumber - first.DayNumber < MostDays ? first : last.AddDays(1 - MostDays), last);
    }
}

/// <summary>Whole days of the tenant's zone; both ends count.</summary>
public readonly record struct Period(DateOnly First, DateOnly Last)
{
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>As many days, right before these. It has one before it too, and so on: nothing to write down.</summary>
    [JsonIgnore]
    public Period Before => new(First.AddDays(-Days), First.AddDays(-1));

    public static Period UpTo(DateOnly today, int days) => new(today.AddDays(1 - days), today);

    public bool Has(DateOnly day) => day >= First && day <= Last;
}
