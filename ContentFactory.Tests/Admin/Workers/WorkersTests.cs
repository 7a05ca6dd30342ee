using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin.Workers;
using ContentFactory.Domain.Data;
using ContentFactory.Domain.Lists;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace ContentFactory.Tests.Admin;

/// <summary>The numbers of the console of workers against the rows of several tenants, and the lists behind the numbers.</summary>
public sealed class WorkersTests : IAsyncLifetime
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
    public async Task Each_number_is_the_number_of_rows_behind_it()
    {
        await RowBuilder.FillAsync(domain.Database, a.Id, "zqalpha");
        await FillAsync();

        var read = await ReadAsync();

        Assert.Equal(Enum.GetValues<WorkQueue>(), read.Queues.Select(q => q.Queue));
        foreach (var queue in read.Queues)
        {
            Assert.Equal(queue.States.Sum(s => s.Count), (await ListAsync(queue.Queue)).Total);
            foreach (var state in Enum.GetValues<WorkState>())
                Assert.Equal(queue.Count(state), (await ListAsync(queue.Queue, state)).Total);
        }
    }

    [Fact]
    public async Task Queues_tell_what_waits_what_is_held_and_what_is_stuck()
    {
        await FillAsync();
        var now = domain.Clock.GetUtcNow();

        var queues = (await ReadAsync()).Queues.ToDictionary(q => q.Queue);

        Assert.Equal([(WorkState.Waiting, 1), (WorkState.UnderWay, 1), (WorkState.Failed, 1)], queues[WorkQueue.Publishing].States.Select(s => (s.State, s.Count)));
        Assert.Equal((now.AddMinutes(-5), 1), (queues[WorkQueue.Publishing].Oldest, queues[WorkQueue.Publishing].LastHour));
        Assert.Equal([(WorkState.Waiting, 1), (WorkState.Unknown, 1)], queues[WorkQueue.Settling].States.Select(s => (s.State, s.Count)));
        Assert.Equal((1, 1), (queues[WorkQueue.Numbers].Count(WorkState.Waiting), queues[WorkQueue.LongWork].Count(WorkState.Waiting)));
        Assert.Equal([(WorkState.Waiting, 1), (WorkState.UnderWay, 1), (WorkState.Later, 1), (WorkState.Failed, 1), (WorkState.Unknown, 1)], queues[WorkQueue.Letters].States.Select(s => (s.State, s.Count)));
        Assert.Equal((1, null), (queues[WorkQueue.Letters].LastHour, queues[WorkQueue.Previews].LastHour));
    }

    [Fact]
    public async Task The_longest_waiting_comes_first_and_tenants_are_found()
    {
        var channel = await rows.ChannelAsync(b);
        foreach (var minutes in new[] { 3, 30, 9 })
            await rows.PublicationAsync(b, channel, "scheduled", TimeSpan.FromMinutes(minutes));
        await rows.PublicationAsync(a, await rows.ChannelAsync(a), "scheduled", TimeSpan.FromMinutes(60));

        var found = await ListAsync(WorkQueue.Publishing, list: new ListQuery("beta"));

        Assert.Equal([30, 9, 3], found.Rows.Select(r => (int)(domain.Clock.GetUtcNow() - r.Since).TotalMinutes));
        Assert.All(found.Rows, r => Assert.Equal(("beta", "telegram", $"publications/{r.Id}"), (r.Slug, r.What, r.Place)));
        Assert.Equal("alpha", (await ListAsync(WorkQueue.Publishing)).Rows[0].Slug);
    }

    [Theory]
    [InlineData(Role.Owner)]
    [InlineData(Role.Manager)]
    [InlineData(Role.System)]
    public async Task Whoever_is_no_administrator_is_refused(Role role)
    {
        await Assert.ThrowsAsync<NotPermittedException>(() => ReadAsync(role));
        await Assert.ThrowsAsync<NotPermittedException>(() => RunAsync<WorkerQueries, ListPage<WorkRow>>(q => q.ListAsync(WorkQueue.Letters, new(), default), role));
    }

    /// <summary>Something in most states of most queues.</summary>
    private async Task FillAsync()
    {
        var (news, paused) = (await rows.ChannelAsync(a), await rows.ChannelAsync(b, "paused"));
        await rows.PublicationAsync(a, news, "scheduled", TimeSpan.FromMinutes(5));
        await rows.PublicationAsync(a, news, "scheduled", TimeSpan.FromHours(-1));
        await rows.PublicationAsync(b, paused, "scheduled", TimeSpan.FromMinutes(50));
        await rows.PublicationAsync(b, paused, "leased", TimeSpan.FromMinutes(1), ", lease_until", ", app_now() + interval '1 minute'");
        await rows.PublicationAsync(a, news, "failed", TimeSpan.FromHours(30));
        await rows.PublicationAsync(a, news, "failed", TimeSpan.FromDays(8));
        await rows.PublicationAsync(b, paused, "unknown", TimeSpan.FromMinutes(9), ", next_look_at", ", app_now() - interval '2 minutes'");
        // nothing looks for it any more
        await rows.PublicationAsync(a, news, "unknown", TimeSpan.FromDays(2));
        await Sql.RunAsync(connection, "update publications set looks = 9 where state = 'unknown' and next_look_at is null");
        await rows.PublishedAsync(a, news, TimeSpan.FromMinutes(20), numbersDue: true);
        await rows.TaskAsync(b, TimeSpan.FromMinutes(20));
        foreach (var (state, due, lease) in new[] { ("due", "-1 minute", false), ("due", "1 hour", false), ("sending", "0", true), ("failed", "0", false), ("unknown", "0", false), ("sent", "0", false) })
            await Sql.RunAsync(connection, $"""
                insert into letters (id, to_address, culture, subject, text, state, attempts, due_at, created_at, sent_at, lease_until)
                values (gen_random_uuid(), 'a@b.test', 'en', 's', 't', '{state}', 1, app_now() + interval '{due}', app_now(), {(state == "sent" ? "app_now()" : "null")}, {(lease ? "app_now() + interval '1 minute'" : "null")})
                """);
    }

    private Task<AllQueues> ReadAsync(Role role = Role.Admin) => RunAsync<WorkerQueries, AllQueues>(q => q.ReadAsync(default), role);

    private Task<ListPage<WorkRow>> ListAsync(WorkQueue queue, WorkState? state = null, ListQuery? list = null) => RunAsync<WorkerQueries, ListPage<WorkRow>>(q => q.ListAsync(queue, new(state, list), default));

    private Task<T> RunAsync<TVerb, T>(Func<TVerb, Task<T>> act, Role role = Role.Admin) where TVerb : notnull =>
        domain.Services.GetRequiredService<Tenants>().RunAsync(Guid.Empty, new Actor(Ids.New(domain.Clock), Guid.Empty, role), s => act(s.GetRequiredService<TVerb>()));
}
