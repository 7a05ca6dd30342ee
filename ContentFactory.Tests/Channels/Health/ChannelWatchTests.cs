using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Channels.Health;

public sealed class ChannelWatchTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Fact]
    public async Task A_channel_is_checked_once_a_day()
    {
        var (tenant, _, id) = await ConnectedAsync();
        await Watch.CheckDueAsync(default);
        Assert.Empty(await ChecksAsync(tenant, id));

        await network.AdvanceAsync(TimeSpan.FromHours(24));
        await Task.WhenAll(Watch.CheckDueAsync(default), Watch.CheckDueAsync(default));
        await Watch.CheckDueAsync(default);

        Assert.Equal([CheckResult.Fine], (await ChecksAsync(tenant, id)).Select(c => c.Result));
        var next = await tenant.DbAsync(db => db.Channels.Where(c => c.Id == id).Select(c => c.NextCheckAt).SingleAsync());
        Assert.InRange(next!.Value - network.Clock.GetUtcNow(), TimeSpan.FromHours(22), TimeSpan.FromHours(24));
    }

    [Fact]
    public async Task A_bot_that_was_removed_is_found_out_and_told_once()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetAdministratorAsync(bot.Id, false, default));

        await network.AdvanceAsync(TimeSpan.FromHours(24));
        await Watch.CheckDueAsync(default);
        await network.AdvanceAsync(TimeSpan.FromHours(24));
        await Watch.CheckDueAsync(default);

        var channel = await tenant.DbAsync(db => db.Channels.SingleAsync(c => c.Id == id));
        Assert.Equal((ChannelStatus.NeedsAttention, null), (channel.Status, channel.NextCheckAt));
        Assert.Equal([CheckResult.Refused], (await ChecksAsync(tenant, id)).Select(c => c.Result));
        Assert.Equal(2, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Channels.Notice_NeedsAttention" && n.Link == $"channels/{id}")));
    }

    [Fact]
    public async Task A_network_out_of_reach_is_asked_again_soon_and_blames_nobody()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await network.AdvanceAsync(TimeSpan.FromHours(24));
        await tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot.Id, SandboxFault.ServerError, 1, default));
        await Watch.CheckDueAsync(default);
        await network.AdvanceAsync(TimeSpan.FromMinutes(31));
        await Watch.CheckDueAsync(default);

        Assert.Equal([CheckResult.Unreachable, CheckResult.Fine], (await ChecksAsync(tenant, id)).Select(c => c.Result));
        Assert.Equal(ChannelStatus.Active, await tenant.DbAsync(db => db.Channels.Where(c => c.Id == id).Select(c => c.Status).SingleAsync()));
    }

    [Fact]
    public async Task A_daily_check_that_changed_nothing_leaves_no_line_in_the_audit_log()
    {
        var (tenant, _, id) = await ConnectedAsync();
        await network.AdvanceAsync(TimeSpan.FromHours(24));
        await Watch.CheckDueAsync(default);
        Assert.Single(await ChecksAsync(tenant, id));
        Assert.Equal(1, await network.OwnerSqlAsync<long>($"select count(*) from audit_log where tenant_id = '{tenant.Id}' and entity_id = '{id}'"));
    }

    [Fact]
    public async Task The_end_of_a_token_is_told_a_week_and_a_day_ahead_once_each()
    {
        var (tenant, _, id) = await ConnectedAsync();
        await network.OwnerSqlAsync<object>($"update channels set token_valid_until = app_now() + interval '7 days 1 hour' where id = '{id}' returning 1");
        await Watch.WarnAsync(default);
        Assert.Empty(await ToldAsync(tenant));

        await network.AdvanceAsync(TimeSpan.FromHours(2));
        await Watch.WarnAsync(default);
        await tenant.AsAsync<Notifications, Result>(MemberRole.Owner, n => n.MarkAllReadAsync(default));
        await Watch.WarnAsync(default);
        Assert.Equal(["Channels.Notice_EndsSoon 7"], await ToldAsync(tenant));

        await network.AdvanceAsync(TimeSpan.FromDays(6));
        await Task.WhenAll(Watch.WarnAsync(default), Watch.WarnAsync(default));
        Assert.Equal(["Channels.Notice_EndsSoon 7", "Channels.Notice_EndsTomorrow 1"], await ToldAsync(tenant));
    }

    [Fact]
    public async Task Channels_of_suspended_workspaces_wake_nobody()
    {
        await ConnectedAsync();
        var due = network.Services.GetRequiredService<DueChecks>();
        Assert.NotNull(await due.NextDueAsync(default));
        await network.OwnerSqlAsync<object>("update tenants set status = 'suspended' returning 1");
        var next = await due.NextDueAsync(default);
        await network.OwnerSqlAsync<object>("update tenants set status = 'active' returning 1");

        Assert.Null(next);
    }

    private ChannelWatch Watch => network.Services.GetRequiredService<ChannelWatch>();

    private async Task<(TestTenant, OpenedSandbox, Guid)> ConnectedAsync()
    {
        var tenant = await network.AddTenantOnAsync("growth", $"watch{Interlocked.Increment(ref tenants)}");
        var bot = await network.OpenBotAsync(tenant);
        return (tenant, bot, (await network.ConnectedAsync(tenant, bot)).ChannelId);
    }

    private static Task<List<ChannelCheck>> ChecksAsync(TestTenant tenant, Guid id) =>
        tenant.DbAsync(db => db.ChannelChecks.AsNoTracking().Where(c => c.ChannelId == id).OrderBy(c => c.At).ToListAsync());

    private static Task<List<string>> ToldAsync(TestTenant tenant) => tenant.DbAsync(db =>
        db.Notifications.Where(n => n.PersonId == tenant.Person(MemberRole.Owner)).OrderBy(n => n.CreatedAt).Select(n => n.TextKey + " " + n.Args[1]).ToListAsync());
}
