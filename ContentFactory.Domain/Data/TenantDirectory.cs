using ContentFactory.Domain.Access;
using Npgsql;

namespace ContentFactory.Domain.Data;

/// <summary>A person at the door of a tenant: everything that decides the role.</summary>
public sealed record Entrance(Guid TenantId, string Slug, string Name, TenantStatus Status, string ZoneId, string Language, bool IsDemo, Role Role);

/// <summary>A tenant that a person may enter.</summary>
public sealed record OwnTenant(Guid TenantId, string Slug, string Name, Role Role, TenantStatus Status = TenantStatus.Active);

/// <summary>Answers only "which tenant", before one is entered, through security-definer functions that return nothing else.</summary>
public sealed class TenantDirectory(DataSources sources)
{
    /// <summary>Null when the slug does not exist or the person has no business there: the two look the same.</summary>
    public async Task<Entrance?> EnterAsync(string slug, Guid personId, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("select tenant_id, slug, name, status, zone_id, language, is_demo, role from directory_enter($1, $2)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = personId });
        await using var rows = await command.ExecuteReaderAsync(ct);
        if (!await rows.ReadAsync(ct))
            return null;
        return new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), Word<TenantStatus>(rows.GetString(3)), rows.GetString(4), rows.GetString(5), rows.GetBoolean(6), Word<Role>(rows.GetString(7)));
    }

    public async Task<IReadOnlyList<OwnTenant>> TenantsOfAsync(Guid personId, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("select tenant_id, slug, name, role, status from directory_tenants_of($1)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = personId });
        await using var rows = await command.ExecuteReaderAsync(ct);
        var tenants = new List<OwnTenant>();
        while (await rows.ReadAsync(ct))
            tenants.Add(new(rows.GetGuid(0), rows.GetString(1), rows.GetString(2), Word<Role>(rows.GetString(3)), Word<TenantStatus>(rows.GetString(4))));
        return tenants;
    }

    public async Task<bool> SlugIsTakenAsync(string slug, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("select directory_slug_taken($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        return await command.ExecuteScalarAsync(ct) is true;
    }

    /// <summary>The slug itself, or the first of "slug-2", "slug-3" … that no tenant and no company has.</summary>
    public async Task<string> FreeSlugAsync(string slug, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("select directory_free_slug($1)");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = slug });
        return (string)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Whose sandbox bot answers to a token of this hash.</summary>
    public Task<Guid?> TenantOfSandboxTokenAsync(byte[] tokenHash, CancellationToken ct) => TenantAsync("select directory_sandbox_token($1)", tokenHash, ct);

    /// <summary>Whose sandbox channel has this public name.</summary>
    public Task<Guid?> TenantOfSandboxHandleAsync(string handle, CancellationToken ct) => TenantAsync("select directory_sandbox_handle($1)", handle, ct);

    /// <summary>Who sent the invitation whose token has this hash.</summary>
    public Task<Guid?> TenantOfInvitationAsync(byte[] tokenHash, CancellationToken ct) => TenantAsync("select directory_invitation($1)", tokenHash, ct);

    /// <summary>Who asks to connect an account by the link whose token has this hash.</summary>
    public Task<Guid?> TenantOfChannelInvitationAsync(byte[] tokenHash, CancellationToken ct) => TenantAsync("select directory_channel_invitation($1)", tokenHash, ct);

    /// <summary>Whose calendar is read at the address whose token has this hash, and as whom.</summary>
    public async Task<(string Slug, Guid PersonId)?> OfCalendarFeedAsync(byte[] tokenHash, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand("select slug, person_id from directory_calendar_feed($1)");
        command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = tokenHash });
        await using var rows = await command.ExecuteReaderAsync(ct);
        return await rows.ReadAsync(ct) ? (rows.GetString(0), rows.GetGuid(1)) : null;
    }

    /// <summary>Who asks to decide about a post by the link whose token has this hash.</summary>
    public Task<Guid?> TenantOfApprovalLinkAsync(byte[] tokenHash, CancellationToken ct) => TenantAsync("select directory_approval_link($1)", tokenHash, ct);

    private async Task<Guid?> TenantAsync<T>(string sql, T key, CancellationToken ct)
    {
        await using var command = sources.System.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = key });
        return await command.ExecuteScalarAsync(ct) as Guid?;
    }

    private static T Word<T>(string word) where T : struct, Enum => Enum.Parse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);
}
