using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Publishing.Chaos;
using Npgsql;

namespace ContentFactory.Tests.Publishing;

/// <summary>The queue's connections go through a line that can break between a commit and its reply.</summary>
public sealed class BreakingLineDomain : PublishingDomain
{
    private PostgresProxy? proxy;

    internal PostgresProxy Proxy => proxy ??= new(Path.Combine(Direct.Host!, ".s.PGSQL.5432"));

    protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, KeyValuePair.Create("ConnectionStrings:System", (string?)Through)];

    private NpgsqlConnectionStringBuilder Direct => new(Database.ConnectionString("cf_system"));

    private string Through => new NpgsqlConnectionStringBuilder(Direct.ConnectionString)
    {
        Host = "127.0.0.1", Port = Proxy.Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable,
    }.ConnectionString;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await Proxy.DisposeAsync();
    }
}

public sealed class LostBeginTests(BreakingLineDomain domain) : IClassFixture<BreakingLineDomain>
{
    [Fact]
    public async Task Attempt_whose_commit_was_not_heard_of_is_not_unknown()
    {
        var tenant = await domain.AddTenantAsync("lost-begin");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        domain.Proxy.Lay(new(CommitPoint.Attempt, _ => { }));

        await domain.Publisher.PublishDueAsync(CancellationToken.None);

        Assert.Equal((PublicationState.Scheduled, 0), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
        Assert.Equal("not_called", Assert.Single(await domain.AttemptsAsync(tenant, id)).Code);
        await domain.Publisher.PublishDueAsync(CancellationToken.None);
        Assert.Equal((PublicationState.Published, 1), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
    }
}
