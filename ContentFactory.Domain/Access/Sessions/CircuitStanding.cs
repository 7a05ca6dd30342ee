using ContentFactory.Domain.Data;

namespace ContentFactory.Domain.Access;

/// <summary>Somebody at an open page, as it was entered.</summary>
/// <param name="TenantId">Empty above the tenants: for the administrators' console and the managers' desk; null where no tenant was entered.</param>
/// <param name="Role">Null where no tenant was entered.</param>
/// <param name="Status">How the tenant stood: a page of one that was suspended meanwhile is loaded anew, and so is one of a tenant that works again.</param>
public sealed record Presence(Guid SessionId, Guid PersonId, string Stamp, Guid? TenantId, Role? Role, TenantStatus Status)
{
    /// <summary>Through whose eyes an administrator looks there; null for everybody else.</summary>
    public Guid? Viewed { get; init; }
}

/// <summary>Asks for all open pages of a node at once who of them still is what they were when they came.</summary>
public sealed class CircuitStanding(SystemDb system, SessionRegister sessions)
{
    private const string Standing = $"""
        select c.n, p.id, s.stamp, d.role, {SessionRegister.IsAdmin}, d.status, {SessionRegister.IsManager}, v.person_id
        from unnest($2::uuid[], $3::uuid[]) with ordinality as c (session_id, tenant_id, n)
        join ({Sessions}) s on s.id = c.session_id
        join people p on p.id = s.person_id
        left join tenants t on t.id = c.tenant_id
        left join lateral (
            select w.person_id from view_as w
            where w.session_id = s.id and w.of_tenant = t.id and w.ended_at is null and w.ends_at > app_now() and {SessionRegister.IsAdmin}) v on true
        left join lateral directory_enter(t.slug, coalesce(v.person_id, p.id)) d on true
        """;

    private const string Sessions = "select s.id, s.person_id, s.stamp from " + SessionRegister.Live;

    /// <summary>Those whose session, account or role is no longer what it was.</summary>
    public async Task<IReadOnlyList<T>> FallenAsync<T>(IReadOnlyList<(T Page, Presence Presence)> open, CancellationToken ct)
    {
        if (open.Count == 0)
            return [];
        var standing = new HashSet<int>();
        await using var connection = await system.OpenAsync(ct);
        await using var command = SessionRegister.Command(connection, Standing, sessions.Lifetime,
            open.Select(o => o.Presence.SessionId).ToArray(), open.Select(o => o.Presence.TenantId ?? Guid.Empty).ToArray());
        await using var rows = await command.ExecuteReaderAsync(ct);
        while (await rows.ReadAsync(ct))
        {
            var n = (int)rows.GetInt64(0) - 1;
            var role = rows.IsDBNull(3) ? null : (Role?)Enum.Parse<Role>(rows.GetString(3), ignoreCase: true);
            var status = rows.IsDBNull(5) ? TenantStatus.Active : Enum.Parse<TenantStatus>(rows.GetString(5), ignoreCase: true);
            var viewed = rows.IsDBNull(7) ? null : (Guid?)rows.GetGuid(7);
            if (open[n].Presence.Status == status && open[n].Presence.Viewed == viewed && Stands(open[n].Presence, rows.GetGuid(1), rows.GetString(2), role, rows.GetBoolean(open[n].Presence.Role is Role.Manager ? 6 : 4)))
                standing.Add(n);
        }
        return [.. open.Where((_, n) => !standing.Contains(n)).Select(o => o.Page)];
    }

    private static bool Stands(Presence presence, Guid personId, string stamp, Role? role, bool isAbove)
    {
        if (presence.PersonId != personId || presence.Stamp != stamp)
            return false;
        return presence.TenantId switch
        {
            null => true,
            { } tenant when tenant == Guid.Empty => isAbove,
            _ => presence.Role == role,
        };
    }
}
