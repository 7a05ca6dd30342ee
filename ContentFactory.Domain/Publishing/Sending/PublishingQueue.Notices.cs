using ContentFactory.Domain.Access;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication that moved, with what its people should hear of it.</summary>
/// <param name="State">As stored, but "remarked" for what is out and about which the network said something that a person has to know.</param>
internal sealed record Moved(Guid TenantId, Guid Id, string State, bool ChannelRefused, Guid ChannelId, string ChannelName, Guid AuthorId, string Title, string Text)
{
    /// <summary>The columns of a statement that joins channels as c and posts as po to its moved rows m.</summary>
    public const string About = "c.id, c.display_name, po.author_id, po.title, left(po.text, 200)";

    public static Moved Read(Npgsql.NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetBoolean(3), row.GetGuid(4), row.GetString(5), row.GetGuid(6), row.GetString(7), row.GetString(8));

    public bool Tells => State is "unknown" or "failed" or "held" or "remarked" || ChannelRefused;
}

internal sealed partial class PublishingQueue
{
    /// <summary>
    /// To the authors and to those who decide. What befell several posts of a channel at once is one thing to hear of: hundreds of
    /// overdue rows must not bury the rest.
    /// </summary>
    private static List<Notice> NoticesOf(IReadOnlyCollection<Moved> moved) =>
    [
        .. moved.Where(m => m.State is "unknown" or "failed" or "held" or "remarked").GroupBy(m => (m.TenantId, m.ChannelId, m.State)).Select(of => NoticeOf([.. of])),
        .. moved.Where(m => m.ChannelRefused).DistinctBy(m => (m.TenantId, m.ChannelId)).Select(m =>
            new Notice(m.TenantId, "Channels.Notice_NeedsAttention", [m.ChannelName], $"channels/{m.ChannelId}", Notice.Deciders, [])),
    ];

    /// <summary>A person saw to the publication.</summary>
    internal static Task AnsweredAsync(AppDb rows, Guid publicationId, DateTimeOffset now, CancellationToken ct) =>
        rows.AnsweredAsync([KeyOf("unknown"), KeyOf("failed"), KeyOf("held"), Inspection.Told], LinkTo(publicationId), now, ct);

    internal static string LinkTo(Guid publicationId) => $"publications/{publicationId}";

    private static Notice NoticeOf(IReadOnlyList<Moved> same)
    {
        var (first, key, authors) = (same[0], KeyOf(same[0].State), same.Select(m => m.AuthorId).Distinct().ToArray());
        return same.Count == 1
            ? new(first.TenantId, key, [Notice.Named(first.Title, first.Text), first.ChannelName], LinkTo(first.Id), Notice.Deciders, authors)
            : new(first.TenantId, key + "Many", [first.ChannelName], $"channels/{first.ChannelId}", Notice.Deciders, authors);
    }

    private static string KeyOf(string state) => state switch
    {
        "unknown" => "Publishing.Notice_Unknown",
        "failed" => "Publishing.Notice_Failed",
        "remarked" => "Publishing.Notice_Remarked",
        _ => "Publishing.Notice_Held",
    };
}
