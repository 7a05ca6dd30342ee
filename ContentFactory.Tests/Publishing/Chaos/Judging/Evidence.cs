using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>How a publication stands at the end.</summary>
internal sealed record PublicationFact(Guid Id, string Account, string Text, string State, string? ExternalId, DateTimeOffset ScheduledAt, string? Code)
{
    public static async Task<IReadOnlyList<PublicationFact>> ReadAsync(string connectionString)
    {
        const string sql = """
            select p.id, c.account_id, po.text, p.state, p.external_id, p.scheduled_at, p.last_code
            from publications p
            join channels c on c.tenant_id = p.tenant_id and c.id = p.channel_id
            join posts po on po.tenant_id = p.tenant_id and po.id = p.post_id
            order by p.scheduled_at, p.id
            """;
        await using var connection = await Sql.OpenAsync(connectionString);
        return await Sql.RowsAsync(connection, sql, row => new PublicationFact(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetFieldValue<DateTimeOffset>(5), row.IsDBNull(6) ? null : row.GetString(6)));
    }

    public override string ToString() => $"{Account} \"{Text}\" {Id} {State} {ExternalId} {Code}";
}

/// <summary>Everything that a run is judged by.</summary>
internal sealed record Evidence(
    RunPlan Plan, IReadOnlyList<PublicationFact> Publications, ILookup<Guid, Move> Moves, IReadOnlyList<LedgerLine> Ledger,
    IReadOnlyList<FleetEvent> Events, IReadOnlyList<Outage> Outages, int Cuts, int LostCommits, TimeSpan Took)
{
    /// <summary>The timelines.</summary>
    public required ILookup<Guid, AttemptFact> Attempts { get; init; }

    private readonly ILookup<(string, string), LedgerLine> byPost = Ledger.ToLookup(l => (l.Account, l.Text));

    public IEnumerable<LedgerLine> LinesOf(PublicationFact publication, LedgerKind kind) => byPost[(publication.Account, publication.Text)].Where(l => l.Kind == kind);

    public IEnumerable<LedgerLine> LinesOf(PublicationFact publication) => byPost[(publication.Account, publication.Text)];

    /// <summary>The last move up to a time.</summary>
    public Move? At(Guid publicationId, DateTimeOffset time) => Moves[publicationId].LastOrDefault(m => m.At <= time);

    /// <summary>Whose claim gave a fence.</summary>
    public string? Claimer(Guid publicationId, long fence) => Moves[publicationId].FirstOrDefault(m => m.To == "leased" && m.Fence == fence)?.Node;

    /// <summary>How much of a time nobody could work: no database, or no node that was ready and neither dead nor frozen.</summary>
    public TimeSpan Unattended(DateTimeOffset from, DateTimeOffset until)
    {
        DateTimeOffset[] ends =
        [
            from, .. Events.SelectMany(e => new[] { e.At, e.Until }).Concat(Outages.SelectMany(o => new[] { o.From, o.Until })).Where(t => t > from && t < until).Order(), until,
        ];
        return ends.Zip(ends.Skip(1)).Where(part => !IsAttended(part.First + ((part.Second - part.First) / 2))).Aggregate(TimeSpan.Zero, (sum, part) => sum + (part.Second - part.First));
    }

    private bool IsAttended(DateTimeOffset time) =>
        !Outages.Any(o => o.From <= time && time < o.Until)
        && Events.Where(e => e.Kind is FleetEventKind.Ready && e.At <= time).Any(ready => !Events.Any(e => e.Node == ready.Node && e.At <= time && e.Kind switch
        {
            FleetEventKind.Ready => false,
            FleetEventKind.Frozen => time < e.Until,
            FleetEventKind.Killed or FleetEventKind.Terminated => true,
        }));

    public bool WasAnswered(int call) => Ledger.Any(l => l.Call == call && l.Kind is LedgerKind.Answered);
}
