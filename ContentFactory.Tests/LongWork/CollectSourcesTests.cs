using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Lists;
using ContentFactory.Domain.LongWork;
using ContentFactory.Domain.Trends;
using ContentFactory.Tests.Support;
using ContentFactory.Tests.Trends;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.LongWork;

public sealed class CollectSourcesTests(FeedDomain domain) : IClassFixture<FeedDomain>
{
    [Fact]
    public async Task Reads_each_source_and_names_those_that_failed()
    {
        var tenant = await TenantAsync("all", "Good", "Bad", "Paused");
        await PauseAsync(tenant, "Paused");
        domain.Site.Put("/all/Good", FeedSite.Rss("Good", ("One", "https://g.test/1", ""), ("Two", "https://g.test/2", "")));
        domain.Site.Answer("/all/Bad", http =>
        {
            http.Response.StatusCode = 500;
            return Task.CompletedTask;
        });

        var task = await RunAsync(tenant);

        Assert.Equal((LongTaskState.Done, 2, 2, "Trends.CollectedSome"), (task.State, task.Done, task.Total, task.Result?.Key));
        Assert.Equal(["2", "Bad"], task.Result!.Args);
    }

    [Fact]
    public async Task Goes_on_behind_the_sources_that_were_read_before_the_node_died()
    {
        var tenant = await TenantAsync("resumed", "A", "B");
        domain.Site.Put("/resumed/B", FeedSite.Rss("B", ("One", "https://r.test/1", "")));
        var id = await StartAsync(tenant);
        var worker = domain.Services.GetRequiredService<LongWorker>();
        var queue = domain.Services.GetRequiredService<LongWorkQueue>();
        var dead = Assert.Single(await worker.ClaimAsync(9, CancellationToken.None), t => t.Id == id);
        var first = (await SourcesAsync(tenant)).First(s => s.Name == "A").Id;
        await queue.BeatAsync(dead, new(1, 2, null), $$"""{"Read": ["{{first}}"], "Added": 5, "Failed": []}""");
        var asked = domain.Site.Asked("/resumed/A");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));

        var task = await RunAsync(tenant);

        Assert.Equal((LongTaskState.Done, asked), (task.State, domain.Site.Asked("/resumed/A")));
        Assert.Equal(["6"], task.Result!.Args);
    }

    private async Task<TestTenant> TenantAsync(string slug, params string[] names)
    {
        var tenant = await domain.AddTenantAsync("gather-" + slug);
        foreach (var name in names)
        {
            domain.Site.Put($"/{slug}/{name}", FeedSite.Rss(name));
            Assert.True((await tenant.AsAsync<SourceEditor, Result<Guid>>(MemberRole.Editor, e => e.AddAsync(new SourceEntry(domain.Site.At($"/{slug}/{name}"), name)))).Ok);
        }
        return tenant;
    }

    private static async Task PauseAsync(TestTenant tenant, string name)
    {
        var id = (await SourcesAsync(tenant)).Single(s => s.Name == name).Id;
        await tenant.AsAsync<SourceEditor, Result>(MemberRole.Editor, e => e.PauseAsync(id));
    }

    private static async Task<IReadOnlyList<SourceRow>> SourcesAsync(TestTenant tenant) =>
        (await tenant.AsAsync<SourceQueries, ListPage<SourceRow>>(MemberRole.Viewer, q => q.ListAsync(new SourceFilter()))).Rows;

    private static Task<Guid> StartAsync(TestTenant tenant) => tenant.AsAsync<LongTasks, Guid>(MemberRole.Editor, t => t.StartAsync(CollectSources.Kind));

    /// <summary>Starts, or goes on with what is under way.</summary>
    private async Task<LongTaskView> RunAsync(TestTenant tenant)
    {
        var id = await StartAsync(tenant);
        var worker = domain.Services.GetRequiredService<LongWorker>();
        await worker.RunAsync(Assert.Single(await worker.ClaimAsync(9, CancellationToken.None), t => t.Id == id), CancellationToken.None);
        return (await tenant.AsAsync<LongTasks, Result<LongTaskView>>(MemberRole.Editor, t => t.FindAsync(id))).Value;
    }
}
