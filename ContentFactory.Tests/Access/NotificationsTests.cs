using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class NotificationsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_ready_post_asks_those_who_decide()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var other = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);

        foreach (var role in new[] { MemberRole.Owner, MemberRole.Approver })
            Assert.Equal(("Content.Notice_Ready", "Title", $"content/{post.Id}", false), await OnlyAsync(tenant, role));
        foreach (var role in new[] { MemberRole.Editor, MemberRole.Viewer })
            Assert.Empty(await ListAsync(tenant, role));
        Assert.Empty(await ListAsync(other, MemberRole.Owner));
    }

    [Fact]
    public async Task The_author_is_not_asked_about_the_own_post()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("text", MemberRole.Owner);
        await tenant.ReadyAsync(post);

        Assert.Empty(await ListAsync(tenant, MemberRole.Owner));
        Assert.Single(await ListAsync(tenant, MemberRole.Approver));
    }

    [Theory]
    [InlineData(true, "Content.Notice_Approved")]
    [InlineData(false, "Content.Notice_Rejected")]
    public async Task A_decision_reaches_the_author_and_ends_the_asking(bool approved, string key)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        Assert.True((await DecideAsync(tenant, post, approved)).Ok);

        Assert.Equal((key, "Title", $"content/{post.Id}", false), await OnlyAsync(tenant, MemberRole.Editor));
        foreach (var role in new[] { MemberRole.Owner, MemberRole.Approver })
            Assert.Equal(("Content.Notice_Ready", "Title", $"content/{post.Id}", true), await OnlyAsync(tenant, role));
    }

    [Fact]
    public async Task A_refused_decision_tells_nobody()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        Assert.False((await tenant.ApproveAsync(post.Id, post.Version + 1)).Ok);

        Assert.Empty(await ListAsync(tenant, MemberRole.Editor));
    }

    [Fact]
    public async Task A_post_taken_back_asks_nobody_until_it_is_ready_again()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        Assert.True((await tenant.SaveAsync(post, "better text")).Ok);
        Assert.Equal((0, 0), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));

        Assert.True((await tenant.ReadyAsync(await tenant.ViewAsync(post.Id))).Ok);
        Assert.Equal((1, 1), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
        Assert.True((await tenant.AsAsync<PostEditor, Result>(MemberRole.Owner, e => e.ArchiveAsync(post.Id))).Ok);
        Assert.Equal((0, 0), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
    }

    [Fact]
    public async Task Telling_and_marking_the_same_rows_at_once_both_succeed()
    {
        var tenant = await PostRig.TenantAsync(domain);
        Notice[] notices = [.. Enumerable.Range(0, 60).Select(i => new Notice(tenant.Id, "Content.Notice_Ready", ["x"], $"content/{99 - i}", Notice.Deciders, []))];
        for (var round = 0; round < 40; round++)
        {
            // one by one against the order of the keys, so that the rows lie the other way round
            foreach (var notice in round % 10 == 0 ? notices : [])
                await TellAsync(tenant, notice);
            await TellAsync(tenant, notices);
            await Task.WhenAll(
                Task.Run(() => TellAsync(tenant, notices)),
                Task.Run(() => AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None))),
                Task.Run(() => tenant.DbAsync(db => db.AnsweredAsync(["Content.Notice_Ready"], "content/70", domain.Clock.GetUtcNow(), None))));
        }
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None))).Ok);
        Assert.Equal(0, await UnreadAsync(tenant, MemberRole.Owner));
    }

    [Fact]
    public async Task The_same_fact_again_renews_the_unread_row()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var notice = new Notice(tenant.Id, "Content.Notice_Ready", ["x"], "content/1", Notice.Deciders, []);
        await TellAsync(tenant, notice);
        var forwarded = (DateTimeOffset?)domain.Clock.GetUtcNow();
        await tenant.DbAsync(db => db.Notifications.Where(n => n.Link == "content/1").ExecuteUpdateAsync(set => set.SetProperty(n => n.ForwardedAt, forwarded)));
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        await TellAsync(tenant, notice);

        var row = Assert.Single(await ListAsync(tenant, MemberRole.Approver));
        Assert.InRange(domain.Clock.GetUtcNow() - row.CreatedAt, TimeSpan.FromMinutes(-5), TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Who_left_the_tenant_is_told_nothing()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await ReadyAsync(tenant);
        await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == tenant.Person(MemberRole.Editor)).ExecuteDeleteAsync());
        await tenant.ApproveAsync(post.Id, post.Version);

        Assert.Equal(0, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.PersonId == tenant.Person(MemberRole.Editor))));
    }

    [Fact]
    public async Task Each_marks_only_the_own_rows()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await ReadyAsync(tenant);
        await ReadyAsync(tenant);
        var theirs = (await ListAsync(tenant, MemberRole.Owner))[0];

        Assert.Equal(ProblemKind.NotFound, (await AsAsync(tenant, MemberRole.Approver, n => n.MarkReadAsync(theirs.Id, None))).Problem?.Kind);
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkReadAsync(theirs.Id, None))).Ok);
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkReadAsync(theirs.Id, None))).Ok);
        Assert.Equal((1, 2), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
        Assert.True((await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None))).Ok);
        Assert.Equal((0, 2), (await UnreadAsync(tenant, MemberRole.Owner), await UnreadAsync(tenant, MemberRole.Approver)));
    }

    [Fact]
    public async Task Read_rows_are_removed_when_old_and_unread_ones_when_very_old()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var old = await ReadyAsync(tenant);
        await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None));
        await domain.AdvanceAsync(TimeSpan.FromDays(61));
        var fresh = await ReadyAsync(tenant);
        await AsAsync(tenant, MemberRole.Owner, n => n.MarkAllReadAsync(None));

        await domain.Services.GetRequiredService<NotificationUpkeep>().RemoveOldAsync(None);

        Assert.Equal([$"content/{fresh.Id}"], (await ListAsync(tenant, MemberRole.Owner)).Select(r => r.Link));
        Assert.Equal([$"content/{fresh.Id}", $"content/{old.Id}"], (await ListAsync(tenant, MemberRole.Approver)).Select(r => r.Link));

        var longAgo = domain.Clock.GetUtcNow().AddDays(-181);
        await tenant.DbAsync(db => db.Notifications.Where(n => n.Link == $"content/{old.Id}").ExecuteUpdateAsync(set => set.SetProperty(n => n.CreatedAt, longAgo)));
        await domain.Services.GetRequiredService<NotificationUpkeep>().RemoveOldAsync(None);

        Assert.Equal([$"content/{fresh.Id}"], (await ListAsync(tenant, MemberRole.Approver)).Select(r => r.Link));
    }

    private Task<int> TellAsync(TestTenant tenant, params Notice[] notices) => tenant.DbAsync(async db =>
    {
        await db.SaveAndTellAsync(notices, domain.Clock.GetUtcNow(), None);
        return notices.Length;
    });

    private static async Task<PostView> ReadyAsync(TestTenant tenant)
    {
        var post = await tenant.NewAsync("text");
        Assert.True((await tenant.ReadyAsync(post)).Ok);
        return post;
    }

    private static Task<Result> DecideAsync(TestTenant tenant, PostView post, bool approved) => approved
        ? tenant.ApproveAsync(post.Id, post.Version)
        : tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "shorter"));

    private static async Task<(string Key, string Arg, string? Link, bool Read)> OnlyAsync(TestTenant tenant, MemberRole role)
    {
        var row = Assert.Single(await ListAsync(tenant, role));
        return (row.TextKey, Assert.Single(row.Args), row.Link, row.Read);
    }

    private static Task<IReadOnlyList<NotificationRow>> ListAsync(TestTenant tenant, MemberRole role) => AsAsync(tenant, role, n => n.ListAsync(20, None));

    private static Task<int> UnreadAsync(TestTenant tenant, MemberRole role) => AsAsync(tenant, role, n => n.UnreadAsync(None));

    private static Task<T> AsAsync<T>(TestTenant tenant, MemberRole role, Func<Notifications, Task<T>> act) => tenant.AsAsync(role, act);
}
