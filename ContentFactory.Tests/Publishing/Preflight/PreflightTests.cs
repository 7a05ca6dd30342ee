using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Ahead;

public sealed class PreflightTests(PublishingDomain domain) : IClassFixture<PublishingDomain>, IAsyncLifetime
{
    private static int tenants;

    public Task InitializeAsync() => domain.SystemSqlAsync("update publications set state = 'cancelled' where state = 'scheduled'");

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_plan_is_looked_at_a_day_and_an_hour_ahead()
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 26);
        Assert.Equal(0, await CheckAsync());

        await domain.AdvanceAsync(TimeSpan.FromHours(2.1));
        Assert.Equal((1, 0), (await CheckAsync(), await CheckAsync()));
        Assert.Empty((await AheadAsync(tenant, id))!.Faults);

        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal((1, 0), (await CheckAsync(), await CheckAsync()));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(0, await CheckAsync());
        Assert.Empty(await ToldAsync(tenant, id));
    }

    [Fact]
    public async Task Two_nodes_look_at_a_plan_once()
    {
        var (tenant, channel) = await WithChannelAsync();
        for (var i = 0; i < 20; i++)
            await PlanAsync(tenant, channel, hours: 3 + i);
        Assert.Equal(20, (await Task.WhenAll(CheckAsync(), CheckAsync(), CheckAsync())).Sum());
    }

    [Fact]
    public async Task Plans_of_a_suspended_workspace_wake_nobody()
    {
        var (tenant, channel) = await WithChannelAsync();
        await PlanAsync(tenant, channel, hours: 5);
        var queue = domain.Services.GetRequiredService<PreflightQueue>();
        Assert.NotNull(await queue.NextDueAsync(TimeSpan.FromDays(1), default));

        await domain.SystemSqlAsync($"update tenants set status = 'suspended' where id = '{tenant.Id}'");

        Assert.Null(await queue.NextDueAsync(TimeSpan.FromDays(1), default));
    }

    [Theory]
    [InlineData("status", "Publishing.ChannelNotReady")]
    [InlineData("secret", "Publishing.CredentialLost")]
    [InlineData("token", "Publishing.Ahead_TokenEnds")]
    [InlineData("edited", "Publishing.Ahead_PostChanged")]
    [InlineData("unfit", "Platforms.TextTooLong")]
    [InlineData("limit", "Publishing.Ahead_DayFull")]
    [InlineData("twice", "Publishing.Ahead_Twice")]
    public async Task What_stands_in_the_way_is_found_and_told_once(string fault, string textKey)
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 5);
        await BreakAsync(tenant, channel, id, fault);

        await CheckAsync();
        foreach (var role in new[] { MemberRole.Owner, MemberRole.Approver, MemberRole.Editor })
            await tenant.AsAsync<Notifications, Result>(role, n => n.MarkAllReadAsync(default));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await CheckAsync();

        Assert.Equal([textKey], (await AheadAsync(tenant, id))!.Faults.Select(f => f.Split('\n')[0]));
        Assert.Equal([MemberRole.Owner, MemberRole.Approver, MemberRole.Editor], await ToldAsync(tenant, id));
        Assert.True((await CardAsync(tenant, id)).InTheWay);
    }

    [Fact]
    public async Task A_missing_file_is_found_by_its_name()
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 5);
        await domain.SystemSqlAsync($"""
            insert into media_items (tenant_id, id, kind, file_name, content_type, size, store, store_key, tags, created_by, created_at)
            select tenant_id, id, 'image', 'gone.png', 'image/png', 10, 'local', '{tenant.Id:N}/2026/11/' || replace(id::text, '-', '') || '.png', '{"{}"}', author_id, now() from posts where tenant_id = '{tenant.Id}';
            insert into post_media (tenant_id, id, post_id, media_id, position) select tenant_id, id, id, id, 0 from posts where tenant_id = '{tenant.Id}'
            """);

        await CheckAsync();

        Assert.Equal(["Publishing.Ahead_MediaMissing\ngone.png"], (await AheadAsync(tenant, id))!.Faults);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_missing_cover_is_found_where_the_network_takes_one(bool takes)
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 5);
        await domain.SystemSqlAsync($"""
            insert into media_items (tenant_id, id, kind, file_name, content_type, size, store, store_key, tags, created_by, created_at)
            select tenant_id, id, 'image', 'cover.png', 'image/png', 10, 'local', '{tenant.Id:N}/2026/11/' || replace(id::text, '-', '') || '.png', '{"{}"}', author_id, now() from posts where tenant_id = '{tenant.Id}';
            update posts set cover_media_id = id where tenant_id = '{tenant.Id}'
            """);
        domain.Platform.Covers = takes ? new(["image/png"], 1000) : null;

        await CheckAsync();
        domain.Platform.Covers = null;

        string[] expected = takes ? ["Publishing.Ahead_MediaMissing\ncover.png"] : [];
        Assert.Equal(expected, (await AheadAsync(tenant, id))!.Faults);
    }

    [Fact]
    public async Task What_was_mended_is_cleared_and_no_news_any_more()
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 5);
        await BreakAsync(tenant, channel, id, "status");
        await CheckAsync();
        Assert.Equal(3, await UnreadAsync(tenant));

        await domain.SystemSqlAsync($"update channels set status = 'active' where id = '{channel}'");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(6));
        await CheckAsync();

        Assert.Empty((await AheadAsync(tenant, id))!.Faults);
        Assert.Equal(0, await UnreadAsync(tenant));
        Assert.False((await CardAsync(tenant, id)).InTheWay);
    }

    [Fact]
    public async Task Another_time_is_looked_at_anew()
    {
        var (tenant, channel) = await WithChannelAsync();
        var id = await PlanAsync(tenant, channel, hours: 5);
        await BreakAsync(tenant, channel, id, "token");
        await CheckAsync();
        Assert.True((await CardAsync(tenant, id)).InTheWay);

        var earlier = PlannedTime.Of(domain.Clock.GetUtcNow().AddMinutes(30), "Europe/Moscow");
        Assert.Null((await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Owner, s => s.MoveAsync(id, earlier.Date, earlier.Time, default))).Problem);
        Assert.Null(await AheadAsync(tenant, id));
        Assert.False((await CardAsync(tenant, id)).InTheWay);
        Assert.Equal(0, await UnreadAsync(tenant));
        await CheckAsync();

        Assert.Empty((await AheadAsync(tenant, id))!.Faults);
    }

    private Task<int> CheckAsync() => domain.Services.GetRequiredService<Domain.Publishing.Preflight>().CheckDueAsync(default);

    private async Task<(TestTenant, Guid)> WithChannelAsync()
    {
        var tenant = await domain.AddTenantAsync($"ahead{Interlocked.Increment(ref tenants)}");
        var channel = await domain.AddChannelAsync(tenant);
        var vault = domain.Services.GetRequiredService<ChannelVault>();
        await tenant.DbAsync(async db =>
        {
            await ChannelSecrets.PutAsync(db, vault, channel, "bot_token", "123456:secret", domain.Clock.GetUtcNow(), default);
            return await db.SaveChangesAsync();
        });
        return (tenant, channel);
    }

    private async Task<Guid> PlanAsync(TestTenant tenant, Guid channel, double hours, Guid? again = null)
    {
        var (post, at) = (again ?? await domain.AddPostAsync(tenant), PlannedTime.Of(domain.Clock.GetUtcNow().AddHours(hours), "Europe/Moscow"));
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Owner, s => s.ScheduleAsync(new(post, [new(channel, at.Date, at.Time)], true), default));
        Assert.Null(planned.Problem);
        return Assert.Single(planned.Value).PublicationId;
    }

    private async Task BreakAsync(TestTenant tenant, Guid channel, Guid id, string fault)
    {
        var ofPost = $"tenant_id = '{tenant.Id}' and id = (select post_id from publications where id = '{id}')";
        await domain.SystemSqlAsync(fault switch
        {
            "status" => $"update channels set status = 'needs_attention' where id = '{channel}'",
            "secret" => $"update channel_secrets set cipher = '\\x00' where channel_id = '{channel}'",
            "token" => $"update channels set token_valid_until = app_now() + interval '4 hours' where id = '{channel}'",
            "edited" => $"update posts set version = version + 1 where {ofPost}",
            "unfit" => $"update posts set text = 'unfit' where {ofPost}",
            _ => "select 1",
        });
        if (fault is "limit")
            await PlanAsync(tenant, channel, hours: 4.9);
        if (fault is "twice")
            await PlanAsync(tenant, channel, hours: 8, await tenant.DbAsync(db => db.Publications.Where(p => p.Id == id).Select(p => p.PostId).SingleAsync()));
        if (fault is "limit")
            await domain.SystemSqlAsync($"update channels set daily_limit = 1 where id = '{channel}'");
    }

    private static async Task<AheadLine?> AheadAsync(TestTenant tenant, Guid id) =>
        (await tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(id, default)))!.Ahead;

    private static async Task<PublicationCard> CardAsync(TestTenant tenant, Guid id) =>
        (await tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(id, default)))!.Card;

    private static async Task<List<MemberRole>> ToldAsync(TestTenant tenant, Guid id)
    {
        var told = await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Publishing.Notice_Preflight" && n.Link == $"publications/{id}").Select(n => n.PersonId).ToListAsync());
        return [.. Enum.GetValues<MemberRole>().Where(r => told.Count(p => p == tenant.Person(r)) == 1)];
    }

    private static Task<int> UnreadAsync(TestTenant tenant) => tenant.DbAsync(db => db.Notifications.CountAsync(n => n.ReadAt == null));
}
