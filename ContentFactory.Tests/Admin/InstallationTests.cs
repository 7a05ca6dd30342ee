using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Overview;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Admin;

/// <summary>The numbers of the administrators' overview against the rows of several tenants.</summary>
public sealed class InstallationTests : IAsyncLifetime
{
    private readonly TestDomain domain = new();
    private NpgsqlConnection connection = null!;
    private OverviewRows rows = null!;
    private TestTenant a = null!;
    private TestTenant b = null!;

    public async Task InitializeAsync()
    {
        await domain.InitializeAsync();
        (a, b) = (await domain.AddTenantAsync("alpha"), await domain.AddTenantAsync("beta"));
        connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        rows = new(connection, domain.Clock.GetUtcNow());
    }

    public async Task DisposeAsync()
    {
        await connection.DisposeAsync();
        await domain.DisposeAsync();
    }

    [Fact]
    public async Task An_empty_installation_has_no_costs_instead_of_zero()
    {
        var read = await ReadAsync();

        Assert.Equal((null, null, 0), (read.Ai.Now, read.Ai.Before, read.Ai.Requests));
        Assert.Equal(new OutgoingCount(0, 0, 0, 0), read.Outgoing);
        Assert.Equal(24, read.Hours.Count);
        Assert.All(read.Queues, q => Assert.Equal((0, 0, null), (q.Waiting, q.UnderWay, q.Oldest)));
        Assert.Equal((0, null), (read.Clocks.Nodes.Count, read.Clocks.LastTick));
        Assert.Equal((2, 2, 0), (read.Tenants.Active, read.Tenants.WithoutPlan, read.Plans.Sum(p => p.Active + p.Trials)));
    }

    [Fact]
    public async Task People_and_workspaces_are_counted_by_what_they_are()
    {
        var (c, d) = (await domain.AddTenantAsync("gamma"), await domain.AddTenantAsync("delta"));
        var (gone, old) = (a.Person(MemberRole.Editor), a.Person(MemberRole.Viewer));
        await domain.OwnerSqlAsync<int>($"""
            update people set created_at = app_now() - interval '1 day', last_sign_in_at = app_now() - interval '31 days';
            update people set deactivated_at = app_now() where id = '{gone}';
            update people set created_at = app_now() - interval '31 days', last_sign_in_at = app_now() - interval '29 days' where id = '{old}';
            update tenants set created_at = app_now() - interval '29 days';
            update tenants set status = 'suspended', created_at = app_now() - interval '31 days' where id = '{b.Id}';
            update tenants set status = 'deleting' where id = '{c.Id}'; select 1
            """);
        await rows.SubscribeAsync(d, "growth", "active");
        await rows.SubscribeAsync(c, "growth", "expired", ends: TimeSpan.FromDays(-1));

        var read = await ReadAsync();

        var all = 4 * Enum.GetValues<MemberRole>().Length;
        Assert.Equal(new PeopleCount(all - 1, all - 2, 1), read.People);
        Assert.Equal(new TenantCount(2, 1, 1, 3, 3), read.Tenants);
    }

    [Fact]
    public async Task Posts_of_the_day_are_counted_by_hour_over_all_tenants()
    {
        var (news, shop) = (await rows.ChannelAsync(a), await rows.ChannelAsync(b));
        foreach (var ago in new[] { 10, 70, 70 })
            await rows.PublishedAsync(a, news, TimeSpan.FromMinutes(ago));
        await rows.PublishedAsync(b, shop, TimeSpan.FromMinutes(75));
        await rows.PublicationAsync(b, shop, "failed", TimeSpan.FromMinutes(70));
        // a day before, and older than both
        await rows.PublishedAsync(a, news, TimeSpan.FromHours(30));
        await rows.PublicationAsync(a, news, "failed", TimeSpan.FromHours(31));
        await rows.PublishedAsync(b, shop, TimeSpan.FromHours(60));
        await rows.PublicationAsync(b, shop, "failed", TimeSpan.FromHours(60));

        var read = await ReadAsync();

        Assert.Equal(new OutgoingCount(4, 1, 1, 1), read.Outgoing);
        var nine = new DateTimeOffset(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);
        Assert.Equal((nine.AddHours(-23), nine), (read.Hours[0].From, read.Hours[^1].From));
        // ten minutes ago it was ten to nine, and seventy ten to eight
        Assert.Equal([(nine.AddHours(-2), 3, 1), (nine.AddHours(-1), 1, 0)], read.Hours.Where(h => h.Published + h.Failed > 0).Select(h => (h.From, h.Published, h.Failed)));
    }

    [Fact]
    public async Task Plans_count_what_is_current_and_what_is_paid_for()
    {
        var (c, d) = (await domain.AddTenantAsync("gamma"), await domain.AddTenantAsync("delta"));
        await rows.SubscribeAsync(a, "growth", "active");
        await rows.SubscribeAsync(b, "growth", "trial", ends: TimeSpan.FromDays(3));
        await rows.SubscribeAsync(c, "growth", "active", "manual");
        await rows.SubscribeAsync(d, "single", "trial", ends: TimeSpan.FromDays(-1));
        await rows.SubscribeAsync(d, "growth", "expired", ends: TimeSpan.FromDays(-20));

        var read = await ReadAsync();

        var (growth, single) = (read.Plans.Single(p => p.Code == "growth"), read.Plans.Single(p => p.Code == "single"));
        Assert.Equal((2, 1, 0, 0, 1, 1), (growth.Active, growth.Trials, growth.EndedTrials, growth.PastDue, growth.ByHand, growth.Paying));
        Assert.Equal((0, 0, 1, 0), (single.Active, single.Trials, single.EndedTrials, single.Paying));
        Assert.Equal((49.99m, 0), (growth.MonthlyPrice, read.Tenants.WithoutPlan));
    }

    [Fact]
    public async Task Models_cost_in_thirty_days_and_in_the_thirty_before()
    {
        await PartitionsAsync("ai_requests", 10, 9);
        await rows.AiAsync(a, 1.5m, TimeSpan.FromDays(3));
        await rows.AiAsync(b, 0.5m, TimeSpan.FromDays(29));
        await rows.AiAsync(b, null, TimeSpan.FromDays(1));
        await rows.AiAsync(a, 4m, TimeSpan.FromDays(31));
        await rows.AiAsync(a, 9m, TimeSpan.FromDays(61));

        Assert.Equal(new AiSpending(2m, 4m, 3), (await ReadAsync()).Ai);
    }

    [Fact]
    public async Task Queues_count_what_a_worker_could_take()
    {
        var (news, paused) = (await rows.ChannelAsync(a), await rows.ChannelAsync(b, "paused"));
        await rows.PublicationAsync(a, news, "scheduled", TimeSpan.FromMinutes(5));
        await rows.PublicationAsync(a, news, "scheduled", TimeSpan.FromHours(-1));
        await rows.PublicationAsync(b, paused, "scheduled", TimeSpan.FromMinutes(50));
        await rows.PublicationAsync(b, paused, "leased", TimeSpan.FromMinutes(1), ", lease_until", ", app_now() + interval '1 minute'");
        await rows.PublicationAsync(b, paused, "unknown", TimeSpan.FromMinutes(9), ", next_look_at", ", app_now() - interval '2 minutes'");
        await rows.PublishedAsync(a, news, TimeSpan.FromHours(5), numbersDue: true);
        await rows.TaskAsync(b, TimeSpan.FromMinutes(20));

        var queues = (await ReadAsync()).Queues.ToDictionary(q => q.Name);

        var now = domain.Clock.GetUtcNow();
        Assert.Equal((1, 1, now.AddMinutes(-5)), (queues[QueueName.Publishing].Waiting, queues[QueueName.Publishing].UnderWay, queues[QueueName.Publishing].Oldest));
        Assert.Equal((1, 0), (queues[QueueName.Settling].Waiting, queues[QueueName.Settling].UnderWay));
        Assert.Equal((1, now.AddMinutes(-7)), (queues[QueueName.Numbers].Waiting, queues[QueueName.Numbers].Oldest));
        Assert.Equal((1, 0, now.AddMinutes(-20)), (queues[QueueName.LongWork].Waiting, queues[QueueName.LongWork].UnderWay, queues[QueueName.LongWork].Oldest));
        Assert.Equal(0, queues[QueueName.Following].Waiting);

        await domain.OwnerSqlAsync<Guid>($"update tenants set publishing_stopped_at = app_now() where id = '{a.Id}' returning id");
        Assert.Equal((0, null), (await ReadAsync()).Queues.Where(q => q.Name is QueueName.Publishing).Select(q => (q.Waiting, q.Oldest)).Single());
    }

    [Fact]
    public async Task A_node_that_is_silent_for_a_minute_is_not_alive()
    {
        await rows.NodeAsync("fresh", TimeSpan.FromSeconds(10));
        await rows.NodeAsync("gone", TimeSpan.FromMinutes(5));

        var clocks = (await ReadAsync()).Clocks;

        Assert.Equal([("fresh", true), ("gone", false)], clocks.Nodes.Select(n => (n.Name, n.IsAlive)));
        Assert.Equal((1, domain.Clock.GetUtcNow().AddMinutes(-5)), (clocks.Alive, clocks.Nodes[1].SeenAt));
    }

    [Fact]
    public async Task The_largest_tenants_come_first_with_what_they_hold()
    {
        var channel = await rows.ChannelAsync(b);
        await rows.ChannelAsync(b, "disconnected");
        await rows.PublishedAsync(b, channel, TimeSpan.FromDays(29));
        await rows.PublishedAsync(b, channel, TimeSpan.FromDays(31));
        await rows.FileAsync(b, 700);
        await rows.FileAsync(b, 300);

        var largest = (await ReadAsync()).Largest;

        Assert.Equal([("beta", 1, 1, 4, 1000L), ("alpha", 0, 0, 4, 0L)], largest.Select(t => (t.Slug, t.Posts, t.Channels, t.Members, t.Bytes)));
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    [InlineData(Role.System)]
    public Task Whoever_is_no_administrator_is_refused(Role role) => Assert.ThrowsAsync<NotPermittedException>(() => ReadAsync(role));

    private Task<Installation> ReadAsync(Role role = Role.Admin) => domain.Services.GetRequiredService<Tenants>()
        .RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), services => services.GetRequiredService<InstallationQueries>().ReadAsync(default));

    private async Task PartitionsAsync(string table, params int[] months)
    {
        foreach (var first in months.Select(month => new DateOnly(2026, month, 1)))
            await domain.OwnerSqlAsync<int>($"create table if not exists {table}_{first:yyyy_MM} partition of {table} for values from ('{first:yyyy-MM-dd} 00:00+00') to ('{first.AddMonths(1):yyyy-MM-dd} 00:00+00'); select 1");
    }
}
