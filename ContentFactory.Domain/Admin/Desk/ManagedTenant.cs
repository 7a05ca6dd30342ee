namespace ContentFactory.Domain.Admin.Desk;

/// <summary>A tenant as its manager sees it in the list: the plan, and what waits for a decision. Days are the tenant's.</summary>
public sealed record ManagedTenant
{
    public Guid Id { get; init; }
    public string Name { get; init; } = "";
    public string Slug { get; init; } = "";
    public string Status { get; init; } = "";
    public string ZoneId { get; init; } = "";

    /// <summary>Null where there never was a subscription.</summary>
    public string? Plan { get; init; }

    /// <summary>Of the current subscription, or of the last one.</summary>
    public string? Subscription { get; init; }

    /// <summary>When the subscription ends or is renewed; null for one without an end.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>When one of its people last did something that the audit log keeps, in the last <see cref="ManagedTenants.ActiveDays"/> days.</summary>
    public DateTimeOffset? ActiveAt { get; init; }

    public int Failed { get; init; }
    public int Unknown { get; init; }
    public int Held { get; init; }
    public int Channels { get; init; }
    public int WorriedChannels { get; init; }
    public int Approvals { get; init; }

    /// <summary>All that waits: failed, unknown and held publications, channels, approvals.</summary>
    public int Alerts { get; init; }

    /// <summary>Published in the last 30 days.</summary>
    public int Posts { get; init; }

    /// <summary>Gained in the same days; null while no network has given any.</summary>
    public long? Views { get; init; }
}
