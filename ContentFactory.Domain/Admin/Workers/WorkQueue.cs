namespace ContentFactory.Domain.Admin.Workers;

/// <summary>What works by itself on rows that fall due, each with its own loop.</summary>
public enum WorkQueue { Publishing, Settling, Following, Removals, FirstComments, Numbers, LongWork, Letters, BotMessages, Tokens, Checks, Sources, Previews }

/// <summary>Where a row of a queue stands.</summary>
public enum WorkState
{
    /// <summary>Due, and any node may take it.</summary>
    Waiting,

    /// <summary>A worker holds it.</summary>
    UnderWay,

    /// <summary>Its time comes by itself: it was put off, or is tried again then.</summary>
    Later,

    /// <summary>Nothing goes on by itself, and nothing has left.</summary>
    Failed,

    /// <summary>It may have left. Nothing sends it again but a person who has looked.</summary>
    Unknown,
}

/// <summary>One queue in one state.</summary>
/// <param name="Oldest">Since when the oldest is in this state.</param>
public sealed record WorkCount(WorkQueue Queue, WorkState State, int Count, DateTimeOffset? Oldest);

/// <param name="LastHour">What was finished in the last hour; null where the queue keeps no time of that.</param>
public sealed record QueueLoad(WorkQueue Queue, IReadOnlyList<WorkCount> States, int? LastHour)
{
    public DateTimeOffset? Oldest => Of(WorkState.Waiting)?.Oldest;

    public WorkCount? Of(WorkState state) => States.FirstOrDefault(s => s.State == state);

    public int Count(WorkState state) => Of(state)?.Count ?? 0;
}

/// <summary>What is due, under way and stuck, over all tenants. Times are the database's.</summary>
public sealed record AllQueues(DateTimeOffset AsOf, IReadOnlyList<QueueLoad> Queues);

/// <summary>One row of a queue: nothing of its contents.</summary>
public sealed record WorkRow
{
    public Guid Id { get; init; }

    /// <summary>Null for what belongs to no tenant: letters, messages of the bot.</summary>
    public Guid? TenantId { get; init; }

    public string? Tenant { get; init; }
    public string? Slug { get; init; }
    public string State { get; init; } = "";
    public DateTimeOffset Since { get; init; }
    public int Tries { get; init; }

    /// <summary>Key of a text where it has a dot, else a bare code.</summary>
    public string? Fault { get; init; }

    public string[] FaultArgs { get; init; } = [];

    /// <summary>The network or the kind of work.</summary>
    public string? What { get; init; }

    public string? Node { get; init; }

    /// <summary>Below the tenant, where it can be seen.</summary>
    public string? Place { get; init; }

    public WorkState Standing => WorkSql.StateOf(State);
}
