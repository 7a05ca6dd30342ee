using ContentFactory.Tests.Support;

namespace ContentFactory.Tests.Publishing.Chaos;

/// <summary>One move of a publication as the database saw it. <paramref name="LeaseUntil"/> is what stood before.</summary>
internal sealed record Move(Guid PublicationId, string Node, string From, string To, long FenceBefore, long Fence, DateTimeOffset? LeaseUntil, DateTimeOffset At);

/// <summary>A trigger of the rig, which writes down every move with the name of the connection that made it: a witness that no node can talk over.</summary>
internal static class Trail
{
    public const string Script = """
        create table chaos_moves (
            n bigserial primary key, publication_id uuid not null, node text not null, from_state text not null, to_state text not null,
            fence_before bigint not null, fence bigint not null, lease_until timestamptz, at timestamptz not null);
        create function chaos_note() returns trigger language plpgsql security definer as $$
        begin
            insert into chaos_moves (publication_id, node, from_state, to_state, fence_before, fence, lease_until, at)
            values (new.id, current_setting('application_name'), old.state, new.state, old.fence, new.fence, old.lease_until, clock_timestamp());
            return null;
        end $$;
        create trigger chaos_note after update on publications for each row
        when (old.state is distinct from new.state or old.fence is distinct from new.fence) execute function chaos_note();
        """;

    /// <summary>The rows of publishing as lines of JSON, for whoever looks into a finding.</summary>
    public static async Task WriteAsync(string connectionString, string path)
    {
        await using var connection = await Sql.OpenAsync(connectionString);
        foreach (var table in new[] { "publications", "publication_attempts", "publication_looks", "chaos_moves" })
            await File.AppendAllLinesAsync(path, await Sql.RowsAsync(connection, $"select json_build_object('table', '{table}', 'row', to_jsonb(t))::text from {table} t", row => row.GetString(0)));
    }

    public static async Task<ILookup<Guid, Move>> ReadAsync(string connectionString)
    {
        await using var connection = await Sql.OpenAsync(connectionString);
        var moves = await Sql.RowsAsync(connection, "select publication_id, node, from_state, to_state, fence_before, fence, lease_until, at from chaos_moves order by n", row => new Move(
            row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4), row.GetInt64(5), row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6), row.GetFieldValue<DateTimeOffset>(7)));
        return moves.ToLookup(m => m.PublicationId);
    }
}
