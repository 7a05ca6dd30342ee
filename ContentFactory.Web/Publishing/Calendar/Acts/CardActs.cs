using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Calendar.Acts;

/// <summary>What the menu of a card offers: what the person may do and the state of the publication allows. The verbs check both again.</summary>
/// <param name="Now">Not what billing, the switch or the channel holds: it would be held again at once.</param>
/// <param name="Undo">A cancellation can be taken back: it was planned, and its time lies ahead.</param>
public sealed record CardActs(bool Now, bool Move, bool Duplicate, bool Cancel, bool Undo)
{
    public static CardActs Of(PublicationCard card, Actor actor, DateTimeOffset now)
    {
        var (mayPlan, waits) = (actor.May(Permission.SchedulePosts), card.State is PublicationState.Scheduled or PublicationState.Held);
        return new(
            mayPlan && waits && card.HeldReason is (null or HeldReason.Overdue), mayPlan && waits, mayPlan,
            actor.May(Permission.CancelPublications) && (waits || card.State is PublicationState.Failed), mayPlan && card.State is PublicationState.Scheduled && card.ScheduledAt > now);
    }
}

/// <summary>What came of an act on a card, and the way back where there is one.</summary>
public sealed record CardDone(Guid Id, string Words, Func<Task<Result>>? Undo);
