using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.AutoDrafts;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.AutoDrafts;

/// <summary>Several nodes, and nodes that die: a draft of a date is made once.</summary>
public sealed class AutoDraftRaceTests : IAsyncLifetime
{
    private readonly TestDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Nodes_that_race_make_each_draft_once_from_an_idea_of_its_own()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        for (var i = 0; i < 12; i++)
            await tenant.IdeaAsync(domain, topic, $"Кофейня номер {i} открылась в центре", 30 + i);
        await tenant.PlanAsync(AutoDraftRig.Daily with { PerDay = 10, Times = [new TimeOnly(12, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AutoDraftRig.RunAsync(domain)));

        Assert.Equal(10, (await tenant.PostsAsync()).Count);
        Assert.Equal(10, await tenant.DbAsync(db => db.PostSources.Select(s => s.TrendItemId).Distinct().CountAsync()));
        Assert.All(await tenant.OutcomesAsync(), o => Assert.Equal((AutoDraftState.Drafted, null), o));
        Assert.Equal(1, await tenant.DbAsync(db => db.TrendItems.MaxAsync(i => i.UsedCount)));
    }

    [Fact]
    public async Task What_a_dead_node_had_claimed_is_made_once_by_another()
    {
        var tenant = await DueAsync();
        var dead = AutoDraftRig.Node(domain);
        await dead.PlanAsync(default);
        var claimed = Assert.Single(await dead.ClaimAsync(default));

        await AutoDraftRig.RunAsync(domain);
        Assert.Empty(await tenant.PostsAsync());
        await domain.AdvanceAsync(AutoDraftQueue.Lease + TimeSpan.FromMinutes(1));
        await AutoDraftRig.RunAsync(domain);

        var post = Assert.Single(await tenant.PostsAsync());
        // the dead one wakes, and is too late
        await tenant.AsSystemAsync<AutoDrafter, bool>(async d =>
        {
            await d.DraftAsync(claimed, default);
            return true;
        });
        Assert.Equal(post.Id, Assert.Single(await tenant.PostsAsync()).Id);
        Assert.Equal([(AutoDraftState.Drafted, null)], await tenant.OutcomesAsync());
    }

    [Fact]
    public async Task A_node_that_died_after_the_draft_leaves_no_second_one()
    {
        var tenant = await DueAsync();
        var node = AutoDraftRig.Node(domain);
        await node.PlanAsync(default);
        await node.ClaimAsync(default);
        var run = await tenant.DbAsync(db => db.AutoDraftRuns.AsNoTracking().SingleAsync());
        var idea = await tenant.DbAsync(db => db.TrendItems.Select(i => i.Id).FirstAsync());
        Assert.True((await GenerateAsync(tenant, idea, run.DraftId)).Ok);

        await domain.AdvanceAsync(AutoDraftQueue.Lease + TimeSpan.FromMinutes(1));
        await AutoDraftRig.RunAsync(domain);

        Assert.Equal(run.DraftId, Assert.Single(await tenant.PostsAsync()).Id);
        Assert.Equal([(AutoDraftState.Drafted, null)], await tenant.OutcomesAsync());
    }

    [Fact]
    public async Task Two_nodes_that_write_the_same_run_save_it_once()
    {
        var tenant = await DueAsync();
        var (id, idea) = (Ids.New(domain.Clock), await tenant.DbAsync(db => db.TrendItems.Select(i => i.Id).FirstAsync()));

        var both = await Task.WhenAll(GenerateAsync(tenant, idea, id), GenerateAsync(tenant, idea, id));

        Assert.Single(both, r => r.Ok);
        Assert.Equal("Content.ChangedByOther", both.Single(r => !r.Ok).Problem?.TextKey);
        Assert.Equal(1, await tenant.DbAsync(db => db.TrendItems.MaxAsync(i => i.UsedCount)));
    }

    [Fact]
    public async Task Runs_that_die_again_and_again_are_given_up_and_say_so()
    {
        var tenant = await DueAsync();
        var node = AutoDraftRig.Node(domain);
        await node.PlanAsync(default);
        for (var tries = 0; tries < 3; tries++)
        {
            Assert.Single(await node.ClaimAsync(default));
            await domain.AdvanceAsync(AutoDraftQueue.Lease + TimeSpan.FromMinutes(1));
        }

        await AutoDraftRig.RunAsync(domain);

        Assert.Equal([(AutoDraftState.Failed, "Content.AutoGaveUp")], await tenant.OutcomesAsync());
        Assert.Empty(await tenant.PostsAsync());
    }

    private static Task<Result<Guid>> GenerateAsync(TestTenant tenant, Guid idea, Guid id) =>
        tenant.AsSystemAsync<DraftGenerator, Result<Guid>>(g => g.GenerateAsync(new GenerateDraft(tenant.CompanyId, [idea]) { PostId = id }));

    private async Task<TestTenant> DueAsync()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var topic = await tenant.TopicAsync();
        await tenant.IdeaAsync(domain, topic, "Новая кофейня открылась в центре");
        await tenant.IdeaAsync(domain, topic, "Ещё одна кофейня открылась у вокзала", 30);
        await tenant.PlanAsync(AutoDraftRig.Daily with { Times = [new TimeOnly(12, 30)] });
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        return tenant;
    }
}
