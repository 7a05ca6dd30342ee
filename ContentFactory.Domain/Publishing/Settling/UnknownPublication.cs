using Npgsql;

namespace ContentFactory.Domain.Publishing;

/// <summary>A publication whose answer was lost, claimed for one look. <paramref name="Age"/> is the time since its call began, by the database's clock.</summary>
/// <param name="Looks">This one included.</param>
/// <param name="Fingerprint">Of what was sent, which may be another text than the post has now.</param>
internal sealed record UnknownPublication(DuePublication Due, int Looks, Guid AttemptId, string Fingerprint, DateTimeOffset From, TimeSpan Age)
{
    /// <summary>The columns that <see cref="Read"/> expects behind those of <see cref="DuePublication"/>, from claimed l and its last attempt a.</summary>
    public const string Columns = """
        l.looks, a.id, a.fingerprint,
        (select min(x.started_at) from publication_attempts x where x.tenant_id = l.tenant_id and x.publication_id = l.id and (x.id = a.id or not x.counted)),
        app_now() - a.started_at
        """;

    public bool IsSameText => Fingerprint == Due.Fingerprint;

    /// <summary>What the lost call remembered; null where that belongs to other words.</summary>
    public string? Handle => Due.RememberedFor == Fingerprint ? Due.Remembered : null;

    public static UnknownPublication Read(NpgsqlDataReader row)
    {
        const int next = DuePublication.ColumnCount;
        return new(DuePublication.Read(row), row.GetInt32(next), row.GetGuid(next + 1), row.GetString(next + 2), row.GetFieldValue<DateTimeOffset>(next + 3), row.GetFieldValue<TimeSpan>(next + 4));
    }
}
