using ContentFactory.Domain.Lists;

namespace ContentFactory.Domain.Access;

/// <summary>Which acts of the audit log are asked for.</summary>
/// <param name="Person">The empty id asks for what no person with an account did: the system and guests.</param>
/// <param name="Tenant">Its slug; only where all tenants are read.</param>
public sealed record AuditFilter(Guid? Person = null, Permission? Action = null, string? Entity = null, LogSpan Span = LogSpan.Month, ListQuery? List = null, string? Tenant = null)
{
    internal IQueryable<AuditEntry> Of(IQueryable<AuditEntry> log, DateTimeOffset now)
    {
        if (Span.Since(now) is { } since)
            log = log.Where(a => a.At >= since);
        if (Person is { } person)
            log = log.Where(a => a.PersonId == person);
        if (Action is { } action)
            log = log.Where(a => a.Action == action);
        return Entity is { } entity ? log.Where(a => a.Entity == entity) : log;
    }
}

/// <summary>An act as the pages of the audit log tell it.</summary>
/// <param name="Reason">Why the system acted; null for people.</param>
/// <param name="ViewedAs">An administrator did it through this person's eyes.</param>
public sealed record AuditRow(RecentAct Act, string? Reason, bool ViewedAs, IReadOnlyList<AuditChange> Changes)
{
    /// <summary>Empty for the system and for guests.</summary>
    public Guid PersonId { get; init; }

    /// <summary>Null at the level of the installation.</summary>
    public string? Tenant { get; init; }

    public string? Slug { get; init; }

    /// <summary>Only for administrators.</summary>
    public string? Email { get; init; }

    /// <summary>The network address it came from; only for administrators.</summary>
    public string? Address { get; init; }

    internal static AuditRow Of(AuditEntry entry, string? name) =>
        new(RecentAct.Of(entry, name), entry.Reason, entry.ViewAs is not null, AuditChange.Between(entry.Before, entry.After)) { PersonId = entry.PersonId };
}

/// <summary>Somebody whose acts can be asked for.</summary>
public sealed record AuditPerson(Guid Id, string Name);
