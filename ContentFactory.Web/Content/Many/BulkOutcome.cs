using ContentFactory.Domain;

namespace ContentFactory.Web.Content.Many;

/// <summary>How a verb ended for several posts.</summary>
/// <param name="DoneKey">The counted text for those that went well.</param>
public sealed record BulkOutcome(string DoneKey, int Done, IReadOnlyList<RefusedRow> Refused);

public sealed record RefusedRow(string Title, Problem Problem);
