using ContentFactory.Domain;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;

namespace ContentFactory.Web.Publishing.Planning;

/// <summary>When one of the chosen channels gets the post, and what is to be said of that.</summary>
/// <param name="Own">Typed for this channel by the workspace's clock; null where the common or the proposed time holds.</param>
/// <param name="Planned">Null where there is none: no free hour, or a year that is half typed.</param>
/// <param name="Slot">What was proposed for it.</param>
/// <param name="Start">Where an own time begins, by the workspace's clock.</param>
/// <param name="Problem">Of the last try, where it is about this channel.</param>
public sealed record TimeRow(ChannelRow Channel, DateTime? Own, PlannedTime? Planned, ProposedSlot? Slot, DateTime Start, Problem? Problem, IReadOnlyList<string> Notes);

/// <param name="At">By the workspace's clock; null goes back to the common or proposed time.</param>
public sealed record OwnTime(Guid ChannelId, DateTime? At);
