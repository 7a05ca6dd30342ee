using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Approvals.Asking;

/// <summary>Posts that wait too long: who hears of it, when, how often. The clock starts at 12:00 in Moscow.</summary>
public sealed class ApprovalRemindersTests : IAsyncLifetime
{
    private readonly AskDomain domain = new();

    public Task InitializeAsync() => domain.InitializeAsync();

    public Task DisposeAsync() => domain.DisposeAsync();

    [Fact]
    public async Task Approvers_are_reminded_three_times_at_most()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.WaitingAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(0, await domain.RemindAsync());
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(1, await domain.RemindAsync());
        Assert.Equal(0, await domain.RemindAsync());
        Assert.Equal(new[] { tenant.Person(MemberRole.Owner), tenant.Person(MemberRole.Approver) }.Order(), (await ToldAsync(tenant)).Order());
        foreach (var expected in new[] { 1, 1, 0, 0 })
        {
            await domain.AdvanceAsync(TimeSpan.FromHours(25));
            Assert.Equal(expected, await domain.RemindAsync());
        }
    }

    [Fact]
    public async Task Nobody_is_reminded_at_night()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await WaitAsync(tenant, 9);
        await tenant.WaitingAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(10.5));
        Assert.Equal(0, await domain.RemindAsync());
        await domain.AdvanceAsync(TimeSpan.FromHours(9));
        Assert.Equal(0, await domain.RemindAsync());
        await domain.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, await domain.RemindAsync());
    }

    [Fact]
    public async Task A_decided_post_and_a_company_without_reminders_are_left_alone()
    {
        var (decided, never) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        await WaitAsync(never, 0);
        var post = await decided.WaitingAsync();
        await never.WaitingAsync();
        await decided.ApproveAsync(post.Id, post.Version);
        await domain.AdvanceAsync(TimeSpan.FromHours(48));
        Assert.Equal(0, await domain.RemindAsync());
    }

    [Fact]
    public async Task A_decision_ends_the_reminder_and_a_new_wait_counts_anew()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(1, await domain.RemindAsync());
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Approver, a => a.RejectAsync(post.Id, "no"));
        Assert.Empty(await ToldAsync(tenant));
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));
        Assert.Equal(0, await domain.RemindAsync());
        await domain.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(1, await domain.RemindAsync());
        Assert.Equal(1, await tenant.DbAsync(db => db.ApprovalReminders.Select(r => r.Sent).SingleAsync()));
    }

    [Fact]
    public async Task Whoever_has_approved_already_is_not_reminded()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.RequireAsync(2);
        var post = await tenant.WaitingAsync();
        await tenant.ApproveAsync(post.Id, post.Version);
        await domain.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(1, await domain.RemindAsync());
        Assert.Equal([tenant.Person(MemberRole.Owner)], await ToldAsync(tenant));
    }

    [Fact]
    public async Task Several_nodes_remind_once()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.WaitingAsync();
        await domain.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(1, (await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => domain.RemindAsync()))).Sum());
        Assert.Equal(1, await tenant.DbAsync(db => db.ApprovalReminders.Select(r => r.Sent).SingleAsync()));
    }

    private static Task WaitAsync(TestTenant tenant, int hours) => tenant.DbAsync(async db =>
    {
        var company = await db.Companies.SingleAsync();
        company.Change(company.Entry with { ReminderHours = hours });
        return await db.SaveChangesAsync();
    });

    private static Task<List<Guid>> ToldAsync(TestTenant tenant) =>
        tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Content.Notice_Waiting" && n.ReadAt == null).Select(n => n.PersonId).ToListAsync());
}
