using ContentFactory.Domain.Data;
using ContentFactory.Domain.Platforms;

namespace ContentFactory.Domain.Publishing;

/// <summary>
/// One post on one channel at one time: the row that stands before the act. The queue moves it by batch statements; people and
/// rare paths by the verbs here. Both obey <see cref="PublicationTransitions"/>.
/// </summary>
public sealed partial class Publication : ITenantOwned
{
    private Publication() { }

    public Publication(Guid tenantId, Guid id, Guid postId, Guid channelId, int occurrence, PlannedTime planned, int postVersion, Guid createdBy, DateTimeOffset now)
    {
        (TenantId, Id, PostId, ChannelId, Occurrence, PostVersion, CreatedBy) = (tenantId, id, postId, channelId, occurrence, postVersion, createdBy);
        (CreatedAt, UpdatedAt) = (now, now);
        Plan(planned);
    }

    public Guid TenantId { get; private set; }
    public Guid Id { get; private set; }
    public Guid PostId { get; private set; }
    public Guid ChannelId { get; private set; }

    /// <summary>Counts further publications of the same post on the same channel; unique with both.</summary>
    public int Occurrence { get; private set; }

    public PublicationKind Kind { get; private set; }

    /// <summary>The network's own choices, as <see cref="PublishChoices"/> stores them.</summary>
    public string Options { get; private set; } = "{}";

    internal PublishChoices Choices => new(Kind, PublishChoices.Read(Options));

    public Priority Priority { get; private set; } = Priority.Normal;
    public PublicationState State { get; private set; }
    public HeldReason? HeldReason { get; private set; }

    /// <summary>The instant of the plan; local date, time and zone are what the person chose and stay when the zone's rules change.</summary>
    public DateTimeOffset ScheduledAt { get; private set; }

    public DateOnly LocalDate { get; private set; }
    public TimeOnly LocalTime { get; private set; }
    public string ZoneId { get; private set; } = "";

    /// <summary>When the queue may take it next: the plan, moved by backoff or rate limits.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Since when the network's limit, or a token that is being renewed, puts it off; null when the last try was another.</summary>
    public DateTimeOffset? WaitsSince { get; private set; }

    /// <summary>Rises with each claim; an outcome with an older fence is refused.</summary>
    public long Fence { get; private set; }

    /// <summary>Attempts that count towards the limit; rate limits do not.</summary>
    public int AttemptsUsed { get; private set; }

    public int PostVersion { get; private set; }
    public DateTimeOffset? PublishedAt { get; private set; }
    public string? ExternalId { get; private set; }
    public string? Url { get; private set; }
    public string[] PartIds { get; private set; } = [];

    /// <summary>The platform's own code and words of the last attempt, without secrets.</summary>
    public string? LastCode { get; private set; }

    public string? LastMessage { get; private set; }

    /// <summary>Text key of the reason in plain words, and its arguments.</summary>
    public string? ReasonKey { get; private set; }

    public string[] ReasonArgs { get; private set; } = [];
    public DateTimeOffset? NextMetricsAt { get; private set; }

    /// <summary>What a call kept before its last step (a container, an upload session), so that it can be asked about and gone on with. Gone once published.</summary>
    public string? Handle { get; private set; }

    /// <summary>Of the words and files that it stands for.</summary>
    public string? HandleFingerprint { get; private set; }

    /// <summary>How often the network was asked what became of a lost answer, and when it is asked next.</summary>
    public int Looks { get; private set; }

    public DateTimeOffset? NextLookAt { get; private set; }

    /// <summary>The repetition that this is an occurrence of, and the occurrence's own day, which stays when the publication is moved.</summary>
    public Guid? RecurrenceId { get; private set; }

    public DateOnly? RecurrenceDate { get; private set; }

    /// <summary>The evergreen slot that it fills, and the slot's own date, which stays when the publication is moved.</summary>
    public Guid? EvergreenSlotId { get; private set; }

    public DateOnly? EvergreenDate { get; private set; }

    /// <summary>Which of the tested openings it gets, from 0; null where it takes no part in a test.</summary>
    public short? Hook { get; private set; }

    /// <summary>The words of that opening, kept from its first attempt on: retries and whoever looks for it afterwards need the same.</summary>
    public string? Opening { get; private set; }

    /// <summary>The words for its first comment and the minutes until then, kept with its latest attempt; null where none is to follow.</summary>
    public string? FirstComment { get; private set; }

    public int? CommentDelay { get; private set; }

    public Guid CreatedBy { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    internal void Choose(PublishChoices choices) => (Kind, Options) = (choices.Kind ?? Kind, choices.Json);

    internal void Test(short? hook) => Hook = hook;

    /// <summary>The approved words of its post moved on by themselves.</summary>
    internal void Follow(int postVersion, DateTimeOffset now) => (PostVersion, UpdatedAt) = (postVersion, now);

    internal void Repeat(Guid recurrenceId) => (RecurrenceId, RecurrenceDate) = (recurrenceId, LocalDate);

    /// <summary>It was taken back with its slot, its category or its post: the date may be filled anew.</summary>
    internal void LeaveSlot() => (EvergreenSlotId, EvergreenDate) = (null, null);

    private void Plan(PlannedTime planned) =>
        (ScheduledAt, LocalDate, LocalTime, ZoneId, DueAt, WaitsSince) = (planned.Instant, planned.Date, planned.Time, planned.ZoneId, planned.Instant, null);
}
