namespace ContentFactory.Domain.Admin.Overview;

/// <summary>The whole installation in numbers, from rows only. Times are the database's.</summary>
/// <param name="Hours">24 of the clock in UTC, the running one last.</param>
/// <param name="Largest">By posts of 30 days; the first <see cref="InstallationQueries.MostTenants"/>.</param>
public sealed record Installation(
    DateTimeOffset AsOf, PeopleCount People, TenantCount Tenants, IReadOnlyList<PlanCount> Plans, AiSpending Ai, OutgoingCount Outgoing, IReadOnlyList<HourCount> Hours,
    IReadOnlyList<QueueDepth> Queues, ClockState Clocks, IReadOnlyList<TenantSize> Largest);

/// <summary>People whose accounts work: all, those who came in the last 30 days, and those who signed in then.</summary>
public sealed record PeopleCount(int All, int New, int SignedIn);

/// <param name="New">Made in the last 30 days.</param>
/// <param name="WithoutPlan">No subscription is current: the limits of the smallest plan hold there.</param>
public sealed record TenantCount(int Active, int Suspended, int Deleting, int New, int WithoutPlan)
{
    public int All => Active + Suspended + Deleting;
}

/// <summary>Current subscriptions of one plan.</summary>
/// <param name="EndedTrials">Their end has come, and nothing followed yet.</param>
/// <param name="ByHand">Of the active ones those that an administrator gave: no payment stands behind them.</param>
/// <param name="MonthlyPrice">Of the list; null for prices by agreement.</param>
public sealed record PlanCount(string Code, decimal? MonthlyPrice, string Currency, int Active, int Trials, int EndedTrials, int PastDue, int ByHand)
{
    /// <summary>Paid for, or owed: trials are not.</summary>
    public int Paying => Active + PastDue - ByHand;
}

/// <summary>What models cost in the last 30 days and in the 30 before; null where no request had a price.</summary>
public sealed record AiSpending(decimal? Now, decimal? Before, int Requests);

/// <summary>Posts since the first of the 24 hours, and in as much time a day before.</summary>
public sealed record OutgoingCount(int Published, int PublishedBefore, int Failed, int FailedBefore);

public sealed record HourCount(DateTimeOffset From, int Published, int Failed);

public enum QueueName { Publishing, Settling, Following, Numbers, LongWork, Letters }

/// <param name="Waiting">What is due and could be taken now.</param>
/// <param name="UnderWay">What a worker holds.</param>
/// <param name="Oldest">Since when the oldest of what waits is due.</param>
public sealed record QueueDepth(QueueName Name, int Waiting, int UnderWay, DateTimeOffset? Oldest);

/// <param name="Duties">What the clocks have to do.</param>
/// <param name="Late">Duties whose tick is over for so long that no node can be at it.</param>
/// <param name="LastTick">When the last duty ran.</param>
public sealed record ClockState(IReadOnlyList<NodeState> Nodes, int Duties, int Late, DateTimeOffset? LastTick)
{
    public int Alive => Nodes.Count(n => n.IsAlive);
}

/// <summary>A member of the cluster of clocks.</summary>
public sealed record NodeState(string Name, DateTimeOffset SeenAt, bool IsAlive);

/// <param name="Posts">Published in the last 30 days.</param>
/// <param name="Bytes">Of the files in its library.</param>
public sealed record TenantSize(Guid Id, string Name, string Slug, string Status, string? ManagerName, int Posts, int Channels, int Members, long Bytes);
