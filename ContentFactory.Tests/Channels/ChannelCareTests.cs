using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms.Sandbox;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Platforms.Sandbox;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Channels;

public sealed class ChannelCareTests(SandboxNetwork network) : IClassFixture<SandboxNetwork>
{
    private static int tenants;

    [Fact]
    public async Task Refused_check_marks_the_channel_and_the_next_heals_it()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await BreakAsync(tenant, bot, SandboxFault.TokenExpired);
        Assert.Equal("Platforms.Telegram_TokenRefused", (await CheckAsync(tenant, id)).Problem!.TextKey);
        var marked = (await OneAsync(tenant, id))!.Row;
        Assert.Equal(ChannelStatus.NeedsAttention, marked.Status);
        Assert.Equal("Platforms.Telegram_TokenRefused", ChannelFaults.Read(marked.LastError!)!.TextKey);
        Assert.True((await CheckAsync(tenant, id)).Ok);
        Assert.Equal((ChannelStatus.Active, null), ((await OneAsync(tenant, id))!.Row is { } r ? (r.Status, r.LastError) : default));
    }

    [Fact]
    public async Task Refused_check_is_told_once_to_the_others_who_may_connect()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await BreakAsync(tenant, bot, SandboxFault.TokenExpired);
        await CheckAsync(tenant, id);
        await BreakAsync(tenant, bot, SandboxFault.TokenExpired);
        await CheckAsync(tenant, id);
        var told = await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Channels.Notice_NeedsAttention" && n.Link == $"channels/{id}").Select(n => n.PersonId).ToListAsync());
        Assert.Equal([tenant.Person(MemberRole.Owner)], told);
        Assert.Equal(1, await tenant.AsAsync<Notifications, int>(MemberRole.Owner, n => n.UnreadAsync(default)));
        await CheckAsync(tenant, id);
        Assert.Equal(0, await tenant.AsAsync<Notifications, int>(MemberRole.Owner, n => n.UnreadAsync(default)));
    }

    [Fact]
    public async Task What_was_told_of_a_channel_is_answered_when_it_is_mended()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await network.OwnerSqlAsync<object>($"update channels set token_valid_until = app_now() + interval '3 days' where id = '{id}' returning 1");
        await BreakAsync(tenant, bot, SandboxFault.TokenExpired);
        await CheckAsync(tenant, id);
        Notice[] told = [.. new[] { "Publishing.Notice_HeldMany", "Channels.Notice_EndsSoon" }.Select(key => new Notice(tenant.Id, key, ["News", "3"], $"channels/{id}", Notice.Deciders, []))];
        await tenant.DbAsync(async db =>
        {
            await db.SaveAndTellAsync(told, network.Clock.GetUtcNow(), default);
            return told.Length;
        });
        Assert.Equal(3, await UnreadAsync());

        Assert.True((await CheckAsync(tenant, id)).Ok);
        Assert.Equal(1, await UnreadAsync());
        Assert.True((await ReplaceAsync(tenant, id, bot.Token)).Ok);
        Assert.Equal(0, await UnreadAsync());

        Task<int> UnreadAsync() => tenant.AsAsync<Notifications, int>(MemberRole.Owner, n => n.UnreadAsync(default));
    }

    [Theory]
    [InlineData(SandboxFault.ServerError)]
    [InlineData(SandboxFault.RateLimit)]
    public async Task Unreachable_platform_is_no_fault_of_the_channel(SandboxFault fault)
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await BreakAsync(tenant, bot, fault);
        Assert.Equal(ProblemKind.Unavailable, (await CheckAsync(tenant, id)).Problem!.Kind);
        Assert.Equal(ChannelStatus.Active, (await OneAsync(tenant, id))!.Row.Status);
    }

    [Fact]
    public async Task Paused_channel_stays_paused_after_a_check()
    {
        var (tenant, _, id) = await ConnectedAsync();
        Assert.True((await CareAsync(tenant, c => c.PauseAsync(id, default))).Ok);
        Assert.Equal("Channels.NotRunning", (await CareAsync(tenant, c => c.PauseAsync(id, default))).Problem!.TextKey);
        Assert.True((await CheckAsync(tenant, id)).Ok);
        Assert.Equal(ChannelStatus.Paused, (await OneAsync(tenant, id))!.Row.Status);
        Assert.True((await CareAsync(tenant, c => c.ResumeAsync(id, default))).Ok);
        Assert.Equal(ChannelStatus.Active, (await OneAsync(tenant, id))!.Row.Status);
    }

    [Fact]
    public async Task Wrong_new_token_leaves_the_old_one()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        var other = await network.OpenBotAsync(tenant);
        foreach (var wrong in new[] { "", "123456789:AAFakeFakeFakeFakeFakeFakeFakeFakeF", other.Token })
            Assert.False((await ReplaceAsync(tenant, id, wrong)).Ok);
        Assert.True((await CheckAsync(tenant, id)).Ok);
        Assert.True((await ReplaceAsync(tenant, id, bot.Token)).Ok);
        Assert.EndsWith(bot.Token[^4..], (await OneAsync(tenant, id))!.MaskedToken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Disconnecting_removes_the_token_and_holds_the_plan()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        var publicationId = await PlanAsync(tenant, id);
        Assert.True((await CareAsync(tenant, c => c.DisconnectAsync(id, default))).Ok);
        Assert.Equal(0, await tenant.DbAsync(db => db.ChannelSecrets.CountAsync(s => s.ChannelId == id)));
        var held = await tenant.DbAsync(db => db.Publications.SingleAsync(p => p.Id == publicationId));
        Assert.Equal((PublicationState.Held, HeldReason.Channel), (held.State, held.HeldReason));
        Assert.Equal("Channels.Disconnected", (await CheckAsync(tenant, id)).Problem!.TextKey);
        Assert.Equal(id, (await network.ConnectedAsync(tenant, bot)).ChannelId);
        Assert.Equal(ChannelStatus.Active, (await OneAsync(tenant, id))!.Row.Status);
    }

    [Fact]
    public async Task Disconnecting_one_of_two_channels_of_a_bot_tells_nothing_about_grants()
    {
        var (tenant, _, id) = await ConnectedAsync();
        var now = network.Clock.GetUtcNow();
        await tenant.DbAsync(async db =>
        {
            await db.Channels.Where(c => c.Id == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.AppKey, "4711").SetProperty(c => c.Sandbox, false));
            var other = new Channel(tenant.Id, Ids.New(now), tenant.CompanyId, "telegram", $"other@{tenant.Slug}", "Other", false, now);
            other.Connect(other.AccountId, null, "Other", null, 10, null, now, "4711");
            db.Channels.Add(other);
            return await db.SaveChangesAsync();
        });
        Assert.True((await CareAsync(tenant, c => c.DisconnectAsync(id, default))).Ok);
        Assert.Equal(0, await tenant.DbAsync(db => db.ChannelChecks.CountAsync(c => c.ChannelId == id)));
    }

    [Fact]
    public async Task Disconnecting_leaves_what_the_network_works_on_to_a_person()
    {
        var (tenant, _, id) = await ConnectedAsync();
        var publicationId = await PlanAsync(tenant, id);
        await using (var system = await Sql.OpenAsync(network.Database.ConnectionString("cf_system")))
            foreach (var state in new[] { "state = 'leased', lease_until = app_now()", "state = 'sending'", "state = 'accepted', lease_until = null, next_look_at = app_now()" })
                await Sql.RunAsync(system, $"update publications set {state} where id = '{publicationId}'");
        Assert.True((await CareAsync(tenant, c => c.DisconnectAsync(id, default))).Ok);
        Assert.Equal(PublicationState.Unknown, await tenant.DbAsync(db => db.Publications.Where(p => p.Id == publicationId).Select(p => p.State).SingleAsync()));
    }

    [Theory]
    [InlineData(new int[0], 5, null, "Hours")]
    [InlineData(new[] { 24 }, 5, null, "Hours")]
    [InlineData(new[] { 9 }, 0, null, "DailyLimit")]
    [InlineData(new[] { 9 }, 1001, null, "DailyLimit")]
    [InlineData(new[] { 9 }, 5, "Mars/Base", "ZoneId")]
    [InlineData(new[] { 18, 9, 9 }, 5, "Asia/Tokyo", null)]
    public async Task Posting_settings_name_the_wrong_field(int[] hours, int limit, string? zone, string? field)
    {
        var (tenant, _, id) = await ConnectedAsync();
        var set = await CareAsync(tenant, c => c.SetPostingAsync(id, new(hours, limit, zone), default));
        Assert.Equal(field, set.Problem?.Field);
        if (field is null)
            Assert.Equal("9,18", string.Join(",", (await OneAsync(tenant, id))!.PostingHours));
    }

    [Fact]
    public async Task Each_change_leaves_a_line_in_the_audit_log()
    {
        var (tenant, bot, id) = await ConnectedAsync();
        await CareAsync(tenant, c => c.PauseAsync(id, default));
        await CareAsync(tenant, c => c.ResumeAsync(id, default));
        await CareAsync(tenant, c => c.SetPostingAsync(id, new([10], 3, null), default));
        await ReplaceAsync(tenant, id, bot.Token);
        await CareAsync(tenant, c => c.DisconnectAsync(id, default));
        Assert.Equal(6, await network.OwnerSqlAsync<long>($"select count(*) from audit_log where tenant_id = '{tenant.Id}' and entity_id = '{id}'"));
    }

    [Fact]
    public async Task Foreign_channel_is_not_found_and_viewers_change_nothing()
    {
        var (tenant, _, id) = await ConnectedAsync();
        var (other, _, _) = await ConnectedAsync();
        Assert.Equal(ProblemKind.NotFound, (await CareAsync(other, c => c.PauseAsync(id, default))).Problem!.Kind);
        Assert.Equal(ProblemKind.NotFound, (await CheckAsync(other, id)).Problem!.Kind);
        Assert.Null(await OneAsync(other, id));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ChannelCare, Result>(MemberRole.Viewer, c => c.DisconnectAsync(id, default)));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Approver, c => c.ReplaceTokenAsync(id, "x", default)));
        Assert.Null((await tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Viewer, q => q.OneAsync(id, default)))!.MaskedToken);
    }

    private async Task<(TestTenant, OpenedSandbox, Guid)> ConnectedAsync()
    {
        var tenant = await network.AddTenantOnAsync("growth", $"care{Interlocked.Increment(ref tenants)}");
        var bot = await network.OpenBotAsync(tenant);
        return (tenant, bot, (await network.ConnectedAsync(tenant, bot)).ChannelId);
    }

    private static Task<Result> BreakAsync(TestTenant tenant, OpenedSandbox bot, SandboxFault fault) =>
        tenant.AsAsync<SandboxBots, Result>(MemberRole.Editor, b => b.SetFaultAsync(bot.Id, fault, 1, default));

    private static Task<Result<ConnectedChannel>> CheckAsync(TestTenant tenant, Guid id) =>
        tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Approver, c => c.CheckNowAsync(id, default));

    private static Task<Result<ConnectedChannel>> ReplaceAsync(TestTenant tenant, Guid id, string token) =>
        tenant.AsAsync<ChannelCare, Result<ConnectedChannel>>(MemberRole.Owner, c => c.ReplaceTokenAsync(id, token, default));

    private static Task<Result> CareAsync(TestTenant tenant, Func<ChannelCare, Task<Result>> act) => tenant.AsAsync(MemberRole.Approver, act);

    private static Task<ChannelDetails?> OneAsync(TestTenant tenant, Guid id) =>
        tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Owner, q => q.OneAsync(id, default));

    private Task<Guid> PlanAsync(TestTenant tenant, Guid channelId) => tenant.DbAsync(async db =>
    {
        var now = network.Clock.GetUtcNow();
        var post = new Post(tenant.Id, Ids.New(now), tenant.CompanyId, PostType.TextPost, tenant.Person(MemberRole.Owner), now);
        db.Add(post);
        var publication = new Publication(tenant.Id, Ids.New(now), post.Id, channelId, 0, PlannedTime.Of(now.AddDays(1), "Europe/Moscow"), 1, tenant.Person(MemberRole.Owner), now);
        db.Add(publication);
        await db.SaveChangesAsync();
        return publication.Id;
    });
}
