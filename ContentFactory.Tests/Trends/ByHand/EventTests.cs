using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.Trends;
using ContentFactory.Domain.Trends.ByHand;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Trends.ByHand;

public sealed class EventTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static int tenants;

    [Fact]
    public async Task An_event_makes_its_idea_so_many_days_ahead_each_year()
    {
        var tenant = await TenantAsync();
        var today = Today();
        await AddAsync(tenant, new EventEntry("День кофе", today.AddDays(20), Yearly: true, DaysAhead: 14, Note: "Рассказать о зерне."));

        await CollectDueAsync();
        Assert.Empty(await IdeasAsync(tenant));
        Assert.Equal(today.AddDays(6), DateOnly.FromDateTime((await SourceAsync(tenant)).NextCheckAt.UtcDateTime));
        await domain.AdvanceAsync(TimeSpan.FromDays(7));
        await CollectDueAsync();
        await CollectDueAsync();

        var idea = Assert.Single(await IdeasAsync(tenant));
        Assert.StartsWith("День кофе: ", idea.Title, StringComparison.Ordinal);
        Assert.Equal("Рассказать о зерне.", idea.Summary);
        Assert.Equal(today.AddDays(20).AddYears(1).AddDays(-14), DateOnly.FromDateTime((await SourceAsync(tenant)).NextCheckAt.UtcDateTime));
        await domain.AdvanceAsync(TimeSpan.FromDays(365));
        await CollectDueAsync();
        Assert.Equal(2, (await IdeasAsync(tenant)).Count);
    }

    [Fact]
    public async Task An_event_that_comes_once_is_paused_after_its_idea()
    {
        var tenant = await TenantAsync();
        await AddAsync(tenant, new EventEntry("Открытие", Today().AddDays(3), Yearly: false, DaysAhead: 5));

        await CollectDueAsync();

        Assert.Single(await IdeasAsync(tenant));
        Assert.Equal(SourceState.Paused, (await SourceAsync(tenant)).State);
    }

    [Fact]
    public async Task A_changed_event_is_heard_of_again()
    {
        var tenant = await TenantAsync();
        var id = await AddAsync(tenant, new EventEntry("Открытие", Today().AddDays(3), Yearly: false, DaysAhead: 5));
        await CollectDueAsync();

        var changed = await tenant.AsAsync<EventEditor, Result>(MemberRole.Editor, e => e.ChangeAsync(id, new EventEntry("Открытие", Today().AddDays(4), false, 5)));
        await CollectDueAsync();

        Assert.True(changed.Ok);
        Assert.Equal(2, (await IdeasAsync(tenant)).Count);
    }

    [Theory]
    [InlineData("", 0, 5, "Name")]
    [InlineData("Event", -1, 5, "Date")]
    [InlineData("Event", 1, 366, "DaysAhead")]
    public async Task A_faulty_event_is_refused_at_its_field(string name, int inDays, int ahead, string field)
    {
        var tenant = await TenantAsync();

        var refused = await tenant.AsAsync<EventEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new EventEntry(name, Today().AddDays(inDays), false, ahead)));

        Assert.Equal(field, refused.Problem?.Field);
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<EventEditor, Result<Guid>>(MemberRole.Viewer, e => e.AddAsync(new EventEntry("Event", Today(), true))));
    }

    [Fact]
    public void The_29th_of_february_comes_a_day_early_in_other_years()
    {
        var leap = new TrendEvent(Guid.Empty, Guid.Empty, new DateOnly(2024, 2, 29), true, 0, "");

        Assert.Equal([new DateOnly(2024, 2, 29), new DateOnly(2027, 2, 28), new DateOnly(2028, 2, 29)], new[] { new DateOnly(2023, 5, 1), new DateOnly(2026, 3, 1), new DateOnly(2027, 12, 31) }.Select(d => leap.Next(d)!.Value));
        Assert.Equal(new DateOnly(2029, 2, 28), leap.After(new DateOnly(2028, 2, 29)));
    }

    private DateOnly Today() => LocalDay.At(domain.Clock.GetUtcNow(), "Europe/Moscow");

    private Task<TestTenant> TenantAsync() => domain.AddTenantAsync($"event-{Interlocked.Increment(ref tenants)}");

    private static async Task<Guid> AddAsync(TestTenant tenant, EventEntry entry) => (await tenant.AsAsync<EventEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(entry))).Value;

    private async Task CollectDueAsync()
    {
        while (await domain.Services.GetRequiredService<DueSources>().CollectAsync(CancellationToken.None) > 0)
        {
        }
    }

    private static async Task<IReadOnlyList<TrendRow>> IdeasAsync(TestTenant tenant) => (await tenant.AsAsync<TrendQueries, ListPage<TrendRow>>(MemberRole.Viewer, q => q.ListAsync(new TrendFilter()))).Rows;

    private static async Task<SourceRow> SourceAsync(TestTenant tenant) => (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows.Single();
}
