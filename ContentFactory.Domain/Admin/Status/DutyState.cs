using ContentFactory.Domain.Admin.Overview;

namespace ContentFactory.Domain.Admin.Status;

/// <summary>One thing that the clocks do.</summary>
/// <param name="Last">When it ran last; null where it never did.</param>
/// <param name="Next">Null where it stands in no node's plan.</param>
/// <param name="IsLate">Its time is over for so long that no node can be at it.</param>
public sealed record DutyState(string Name, string Cron, DateTimeOffset? Last, DateTimeOffset? Next, bool IsLate);

/// <summary>The machinery by its rows. Times are the database's.</summary>
public sealed record ClockFacts(DateTimeOffset AsOf, IReadOnlyList<DutyState> Duties, IReadOnlyList<NodeState> Nodes);
