using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One line of a publication's timeline, as its page shows it.</summary>
internal sealed record AttemptFact(Guid PublicationId, int Number, string State, DateTimeOffset StartedAt, string? Code, string? ExternalId)
{
    public static async Task<ILookup<Guid, AttemptFact>> ReadAsync(string connectionString)
    {
        await using var connection = await Sql.OpenAsync(connectionString);
        var attempts = await Sql.RowsAsync(connection, "select publication_id, number, state, started_at, code, external_id from publication_attempts order by publication_id, number", row => new AttemptFact(
            row.GetGuid(0), row.GetInt32(1), row.GetString(2), row.GetFieldValue<DateTimeOffset>(3), row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5)));
        return attempts.ToLookup(a => a.PublicationId);
    }
}

/// <summary>Whether the timeline of a publication tells what the network saw: every call has an attempt of its own that was written before it, and the end is that of an attempt.</summary>
internal static class TimelineJudge
{
    // the network's clock is read a moment apart from the database's
    private static readonly TimeSpan Apart = TimeSpan.FromMilliseconds(100);

    public static IEnumerable<Finding> Unexplained(Evidence evidence) =>
        evidence.Publications.Where(p => WhatIsMissing(evidence, p) is not null).Select(p =>
        {
            var finding = Judge.Against(Charge.Unexplained, evidence, p);
            return finding with { What = string.Join("\n    ", [$"{WhatIsMissing(evidence, p)}: {finding.What}", .. evidence.Attempts[p.Id].Select(a => a.ToString())]) };
        });

    private static string? WhatIsMissing(Evidence evidence, PublicationFact publication)
    {
        var attempts = evidence.Attempts[publication.Id].ToList();
        var calls = evidence.LinesOf(publication, LedgerKind.Called).OrderBy(l => l.At).ToList();
        if (calls.Where((call, n) => attempts.Count(a => a.StartedAt <= call.At + Apart) <= n).Any())
            return "a call has no attempt of its own";
        var confirmed = attempts.Where(a => a.State == "confirmed").ToList();
        return publication.State switch
        {
            "published" when confirmed is not [var one] || one.ExternalId != publication.ExternalId => "published, and no attempt says by which post",
            not "published" when confirmed.Count > 0 => "an attempt was confirmed, and it is not published",
            "unknown" or "failed" when attempts.Count == 0 => $"{publication.State} without an attempt",
            "unknown" when attempts[^1].State != "unknown" => "unknown, and the last attempt is not",
            _ => null,
        };
    }
}
