using ContentFactory.Domain.Content;

namespace ContentFactory.Domain.Analytics.Overview;

/// <summary>Everything on the page of numbers, of one period and the one before.</summary>
/// <param name="AsOf">When the newest of these numbers was written; null while there are none.</param>
/// <param name="Days">One for each day of the period, also where nothing came; <paramref name="DaysBefore"/> are those of the period before, in the same order.</param>
/// <param name="Top">The best posts of the period by what they had come to by its end, most engaging first; <paramref name="Flop"/> the weakest, the weakest first.</param>
public sealed record NumbersOverview(
    AnalyticsWish Wish, Period Period, string ZoneId, DateOnly Today, DateTimeOffset? AsOf, PeriodNumbers Now, PeriodNumbers Before,
    IReadOnlyList<DayNumbers> Days, IReadOnlyList<DayNumbers> DaysBefore, NumberSlices Slices, PostingHours Hours, IReadOnlyList<PostNumbers> Top, IReadOnlyList<PostNumbers> Flop,
    NumberChoices Choices, int RealChannels)
{
    /// <summary>Every channel behind these numbers is the sandbox's.</summary>
    public bool IsSandbox => RealChannels == 0 && Slices.Channels.Count > 0;

    /// <summary>Numbers of the sandbox and of real networks stand in these sums together.</summary>
    public bool IsPartlySandbox => RealChannels > 0 && Slices.Channels.Any(c => c is { Sandbox: true, Now.HasAny: true });
}

public sealed record DayNumbers(DateOnly Day, PeriodNumbers Numbers);

/// <summary>The period's numbers cut in five ways. Channels sum to networks, to companies and to the whole; a post of two topics is in both.</summary>
public sealed record NumberSlices(
    IReadOnlyList<ChannelSlice> Channels, IReadOnlyList<Slice<string>> Networks, IReadOnlyList<Slice<Guid>> Companies, IReadOnlyList<Slice<PostType>> Types, IReadOnlyList<Slice<Guid?>> Topics)
{
    public static NumberSlices None { get; } = new([], [], [], [], []);
}

/// <param name="Before">Of the period before; null where it is not compared.</param>
public sealed record Slice<TKey>(TKey Key, string Name, PeriodNumbers Now, PeriodNumbers? Before = null);

public sealed record ChannelSlice(Guid Id, string Name, string Platform, Guid CompanyId, bool Sandbox, PeriodNumbers Now, PeriodNumbers Before);

/// <summary>What was published at each hour of the week in the tenant's zone, by what it had come to.</summary>
/// <param name="Best">Hours with enough posts to say something, the best first; empty where none has.</param>
public sealed record PostingHours(IReadOnlyList<HourNumbers> Cells, IReadOnlyList<HourNumbers> Best)
{
    /// <summary>Posts in one hour of the week below which it says nothing.</summary>
    public const int LeastPosts = 3;
}

public sealed record HourNumbers(DayOfWeek Weekday, int Hour, PeriodNumbers Numbers);

/// <param name="ThumbId">A small picture of its first file; null where it has none.</param>
public sealed record PostNumbers(
    Guid PublicationId, Guid PostId, Guid ChannelId, string ChannelName, string Platform, string Title, PostType Type, DateTimeOffset PublishedAt, string? Url, bool Removed, Guid? MediaId, Guid? ThumbId, PeriodNumbers Numbers);

/// <summary>What the filters offer.</summary>
public sealed record NumberChoices(IReadOnlyList<NumberChannel> Channels, IReadOnlyList<NumberName> Companies, IReadOnlyList<NumberName> Topics);

public sealed record NumberChannel(Guid Id, string Name, string Platform, Guid CompanyId, bool Sandbox);

public sealed record NumberName(Guid Id, string Name);
