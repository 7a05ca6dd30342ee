namespace ContentFactory.Domain.Data.Embedded;

/// <summary>Where the embedded cluster lives and how careful it is.</summary>
public sealed record EmbeddedPostgresOptions
{
    public required string DataFolder { get; init; }

    /// <summary>False gives up safety against power loss for speed: for tests only.</summary>
    public bool Durable { get; init; } = true;

    public int MaxConnections { get; init; } = 100;
}
