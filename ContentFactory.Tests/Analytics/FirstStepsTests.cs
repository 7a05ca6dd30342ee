using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Home;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Analytics;

public sealed class FirstStepsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_new_tenant_has_done_nothing()
    {
        await AllAsync(await domain.AddTenantAsync("steps-neighbour"));
        var steps = await ReadAsync(await domain.AddTenantAsync("steps-new"));

        Assert.Equal((0, Enum.GetValues<FirstStep>().Length, false), (steps.Done, steps.Steps.Count, steps.Complete));
    }

    [Fact]
    public async Task Each_row_ticks_its_own_step()
    {
        var tenant = await domain.AddTenantAsync("steps-walk");
        foreach (var (step, act) in Walk(tenant))
        {
            Assert.False(IsDone(await ReadAsync(tenant), step));
            await act();
            var steps = await ReadAsync(tenant);
            Assert.Equal(Enum.GetValues<FirstStep>()[..((int)step + 1)], steps.Steps.Where(s => s.Done).Select(s => s.Step));
        }
        Assert.True((await ReadAsync(tenant)).Complete);
    }

    [Fact]
    public async Task What_only_the_sandbox_has_seen_says_so()
    {
        var tenant = await domain.AddTenantAsync("steps-sandbox");
        await AllAsync(tenant, sandbox: true);
        Assert.Equal([FirstStep.Channel, FirstStep.Publication, FirstStep.Numbers], (await ReadAsync(tenant)).Steps.Where(s => s.Sandbox).Select(s => s.Step));

        await domain.AddChannelAsync(tenant, "Real");

        Assert.Equal([FirstStep.Publication, FirstStep.Numbers], (await ReadAsync(tenant)).Steps.Where(s => s.Sandbox).Select(s => s.Step));
    }

    [Fact]
    public async Task A_disconnected_channel_is_none()
    {
        var tenant = await domain.AddTenantAsync("steps-disconnected");
        await domain.AddChannelAsync(tenant);
        await domain.SystemSqlAsync($"update channels set status = 'disconnected' where tenant_id = '{tenant.Id}'");

        Assert.False(IsDone(await ReadAsync(tenant), FirstStep.Channel));
    }

    [Fact]
    public async Task The_list_is_one_statement()
    {
        var tenant = await domain.AddTenantAsync("steps-count");
        var open = await CountAsync(tenant);
        await tenant.AsAsync<FirstSteps, Result>(MemberRole.Owner, s => s.HideAsync(None));
        var hidden = await CountAsync(tenant);

        Assert.Equal(hidden + 1, open);
    }

    [Fact]
    public async Task An_owner_hides_the_list_for_all_and_brings_it_back()
    {
        var tenant = await domain.AddTenantAsync("steps-hide");
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<FirstSteps, Result>(MemberRole.Approver, s => s.HideAsync(None)));
        await tenant.AsAsync<FirstSteps, Result>(MemberRole.Owner, s => s.HideAsync(None));
        await tenant.AsAsync<FirstSteps, Result>(MemberRole.Owner, s => s.HideAsync(None));
        var hidden = await HomeAsync(tenant);
        await tenant.AsAsync<FirstSteps, Result>(MemberRole.Owner, s => s.ShowAsync(None));

        Assert.Equal((FirstStepsState.Hidden, null), (hidden.FirstStepsState, hidden.FirstSteps));
        Assert.NotNull((await HomeAsync(tenant)).FirstSteps);
        Assert.Equal(2, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.EditSettings)));
    }

    [Fact]
    public async Task Hidden_and_brought_back_by_many_at_once_it_is_noted_once()
    {
        var tenant = await domain.AddTenantAsync("steps-race");
        foreach (var act in new Func<FirstSteps, Task<Result>>[] { s => s.HideAsync(None), s => s.ShowAsync(None) })
            Assert.All(await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => tenant.AsAsync(MemberRole.Owner, act)))), r => Assert.True(r.Ok));

        Assert.Equal(2, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.EditSettings)));
    }

    [Fact]
    public async Task A_finished_list_is_never_asked_for_again()
    {
        var tenant = await domain.AddTenantAsync("steps-finish");
        await FinishAsync(tenant);
        Assert.Equal(FirstStepsState.Open, (await HomeAsync(tenant)).FirstStepsState);
        await AllAsync(tenant);
        Assert.True((await HomeAsync(tenant)).FirstSteps!.Complete);
        await FinishAsync(tenant);
        await FinishAsync(tenant);

        Assert.True((await tenant.AsAsync<FirstSteps, Result>(MemberRole.Owner, s => s.ShowAsync(None))).Ok);

        Assert.Equal(0, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.EditSettings)));
        Assert.Equal((FirstStepsState.Done, null), (await HomeAsync(tenant) is var home ? (home.FirstStepsState, home.FirstSteps) : default));
    }

    private async Task AllAsync(TestTenant tenant, bool sandbox = false)
    {
        foreach (var (_, act) in Walk(tenant, sandbox))
            await act();
    }

    /// <summary>Each step with what does it and nothing more.</summary>
    private IEnumerable<(FirstStep Step, Func<Task> Act)> Walk(TestTenant tenant, bool sandbox = false)
    {
        var (channel, post, now) = (Guid.Empty, Guid.Empty, domain.Clock.GetUtcNow());
        yield return (FirstStep.Channel, async () => channel = await domain.AddChannelAsync(tenant, sandbox: sandbox));
        yield return (FirstStep.Topic, () => AddAsync(tenant, new Topic(tenant.Id, Ids.New(now), "Coffee", ["coffee"], "en", now)));
        yield return (FirstStep.Source, () => AddAsync(tenant, new TrendSource(tenant.Id, Ids.New(now), SourceKind.Feed, "News", "https://news.test/feed", null, now)));
        yield return (FirstStep.Draft, async () => post = await domain.AddPostAsync(tenant, approved: false));
        yield return (FirstStep.Approval, () => tenant.ApproveAsync(post));
        yield return (FirstStep.Publication, async () =>
        {
            await domain.AddDueAsync(tenant, channel, post);
            await domain.Publisher.PublishDueAsync(None);
        });
        yield return (FirstStep.Numbers, () => domain.SystemSqlAsync(
            $"insert into publication_days (tenant_id, publication_id, day, channel_id, views, updated_at) select tenant_id, id, '2026-11-20', channel_id, 5, app_now() from publications where tenant_id = '{tenant.Id}'"));
    }

    private static Task<int> AddAsync(TestTenant tenant, object row) => tenant.DbAsync(db =>
    {
        db.Add(row);
        return db.SaveChangesAsync();
    });

    private static bool IsDone(FirstStepList steps, FirstStep step) => steps.Steps.Single(s => s.Step == step).Done;

    private async Task<int> CountAsync(TestTenant tenant)
    {
        await HomeAsync(tenant);
        using var statements = new StatementCount(domain.Database.Name);
        await HomeAsync(tenant);
        return statements.Count;
    }

    private static Task<FirstStepList> ReadAsync(TestTenant tenant) => tenant.AsAsync<FirstSteps, FirstStepList>(MemberRole.Viewer, s => s.ReadAsync(None));

    private static Task<Result> FinishAsync(TestTenant tenant) => tenant.AsAsync<FirstSteps, Result>(MemberRole.Viewer, s => s.FinishAsync(None));

    private static Task<Dashboard> HomeAsync(TestTenant tenant) => tenant.AsAsync<DashboardQueries, Dashboard>(MemberRole.Viewer, q => q.ReadAsync(null, None));
}

file static class Approving
{
    public static Task ApproveAsync(this TestTenant tenant, Guid postId) => tenant.DbAsync(async db =>
    {
        var post = await db.Posts.SingleAsync(p => p.Id == postId);
        Assert.True(post.Approve(tenant.Person(MemberRole.Owner), post.Version, post.UpdatedAt).Ok);
        return await db.SaveChangesAsync();
    });
}
