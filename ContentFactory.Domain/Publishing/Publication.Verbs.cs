namespace ContentFactory.Domain.Publishing;

public sealed partial class Publication
{
    public bool CanMove => State is PublicationState.Scheduled or PublicationState.Held;

    /// <summary>Its plan as it was said, in the zone it was said in.</summary>
    internal PlannedTime Planned => new(LocalDate, LocalTime, ZoneId, ScheduledAt, LocalTimeNote.None);

    /// <summary>Its plan by the clock of a zone: as the person said it where it was said in that zone.</summary>
    internal PlannedTime PlanIn(string zoneId) => ZoneId == zoneId ? Planned : PlannedTime.Of(ScheduledAt, zoneId);

    /// <summary>Always works until the claim. What is out in part is not cancelled away: it goes on by itself.</summary>
    public Result Cancel(DateTimeOffset now) =>
        State is PublicationState.Sending or PublicationState.Leased or PublicationState.Accepted || (State is PublicationState.Scheduled && ExternalId is not null)
            ? Problem.Conflict("Publishing.AlreadySending")
            : MoveTo(PublicationState.Cancelled, now);

    public Result Reschedule(PlannedTime planned, DateTimeOffset now)
    {
        if (!CanMove)
            return Problem.Conflict("Publishing.AlreadySending");
        Plan(planned);
        return MoveTo(PublicationState.Scheduled, now);
    }

    /// <summary>A person looked and says what became of an unknown attempt: the post is there.</summary>
    /// <param name="externalId">The platform's id, where it is known: then its numbers are read from now on.</param>
    public Result SettleAsPublished(string? url, string? externalId, DateTimeOffset now)
    {
        if (State is not PublicationState.Unknown)
            return Problem.Conflict("Publishing.NotUnknown");
        (Url, ExternalId, PublishedAt, NextMetricsAt, Handle, ReasonKey, ReasonArgs) = (url ?? Url, externalId ?? ExternalId, now, externalId is null ? null : now, null, null, []);
        return MoveTo(PublicationState.Published, now);
    }

    /// <summary>The comment that follows it, now that it is out; null where none does.</summary>
    internal FirstComment? Comment(DateTimeOffset now) =>
        State is PublicationState.Published && FirstComment is { } words ? new(TenantId, Id, words, now + TimeSpan.FromMinutes(CommentDelay ?? 0), now) : null;

    /// <summary>A person decided to publish again: after a failure, or because an unknown post is not there.</summary>
    public Result PublishAgain(int postVersion, DateTimeOffset now)
    {
        if (State is not (PublicationState.Unknown or PublicationState.Failed))
            return Problem.Conflict("Publishing.NotUnknown");
        // what is half out goes on with the words that it began with, while they are the approved ones
        var opening = Handle is not null && postVersion == PostVersion ? Opening : null;
        (DueAt, AttemptsUsed, PostVersion, WaitsSince, Opening) = (now, 0, postVersion, null, opening);
        return MoveTo(PublicationState.Scheduled, now);
    }

    /// <summary>Its post is about to be deleted at the network. Nobody reads its numbers meanwhile, or the deletion would be taken for the network's doing.</summary>
    internal Result BeginRemoval(DateTimeOffset now)
    {
        if (State is not PublicationState.Published)
            return Problem.Conflict("Publishing.RemovalNotOut");
        if (ExternalId is null)
            return Problem.Conflict("Publishing.RemovalNoNumber");
        (NextMetricsAt, UpdatedAt) = (null, now);
        return Result.Done;
    }

    /// <summary>The switch is on again: it follows in its turn, and not before its plan.</summary>
    internal void Release(DateTimeOffset turn, DateTimeOffset now)
    {
        (DueAt, WaitsSince) = (turn > ScheduledAt ? turn : ScheduledAt, null);
        MoveTo(PublicationState.Scheduled, now);
    }

    /// <summary>Held by the switch for so long that a person has to say whether it still goes out.</summary>
    internal void Ask() => HeldReason = Publishing.HeldReason.Overdue;

    private Result MoveTo(PublicationState next, DateTimeOffset now)
    {
        if (!PublicationTransitions.Allows(State, next))
            return Problem.Conflict("Publishing.IllegalMove");
        (State, UpdatedAt) = (next, now);
        if (next is not PublicationState.Held)
            HeldReason = null;
        return Result.Done;
    }
}
