using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Planning;

/// <summary>Times that are proposed. It is Friday, 12:00 in Moscow.</summary>
public sealed class ChannelSlotsTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly DateOnly Today = new(2026, 11, 20);

    [Fact]
    public async Task Next_slot_is_the_first_posting_hour_ahead()
    {
        var (tenant, channel) = await StartAsync("slot-next", [9, 12, 18]);

        // noon is now, not ahead
        Assert.Equal((Today, 18), await NextAsync(tenant, channel));
        await PlanAsync(tenant, channel, Today, 18);
        Assert.Equal((Today.AddDays(1), 9), await NextAsync(tenant, channel));
    }

    [Fact]
    public async Task Slot_keeps_gap_limit_and_the_companys_day()
    {
        var (tenant, channel) = await StartAsync("slot-rules", [9, 14, 15, 18], daily: 3);
        var other = await domain.AddChannelAsync(tenant, "Other");
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 2);
        await PlanAsync(tenant, channel, Today, 16);

        Assert.Equal((Today, 14), await NextAsync(tenant, channel));
        await PlanAsync(tenant, channel, Today, 14);
        Assert.Equal((Today, 18), await NextAsync(tenant, channel));
        await PlanAsync(tenant, channel, Today, 20);
        Assert.Equal((Today.AddDays(1), 9), await NextAsync(tenant, channel));
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MaxPostsPerDay, 1);
        await PlanAsync(tenant, other, Today.AddDays(1), 23);
        Assert.Equal((Today.AddDays(2), 9), await NextAsync(tenant, channel));
    }

    [Fact]
    public async Task Slot_counts_hours_in_the_channels_zone_or_the_companys()
    {
        var (tenant, channel) = await StartAsync("slot-zone", [9]);
        await SetZoneAsync(tenant, "Asia/Tokyo");
        var ofCompany = (await SlotsAsync(tenant, channel)).Value[0].Planned;
        await tenant.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync()).SetPosting([9], 5, "America/New_York");
            return await db.SaveChangesAsync();
        });
        var own = (await SlotsAsync(tenant, channel)).Value[0].Planned;

        Assert.Equal(("Asia/Tokyo", new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero)), (ofCompany.ZoneId, ofCompany.Instant));
        Assert.Equal(("America/New_York", new DateTimeOffset(2026, 11, 20, 14, 0, 0, TimeSpan.Zero)), (own.ZoneId, own.Instant));
        // and can be planned as it was proposed
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, async s => await s.ScheduleAsync(new(await domain.AddPostAsync(tenant), [new(channel, own.Date, own.Time, own.ZoneId)]), None));
        Assert.Equal(own, planned.Value[0].Planned);
    }

    [Fact]
    public async Task Full_weeks_say_that_there_is_no_slot()
    {
        var (tenant, channel) = await StartAsync("slot-full", [9]);
        await PublishingDomain.SetAsync(tenant, null, SettingCatalogue.MinGapHours, 168);
        var post = await domain.AddPostAsync(tenant);
        for (var day = 1; day < 62; day += 7)
            await PlanAsync(tenant, channel, Today.AddDays(day), 10, post);

        Assert.Equal("Publishing.NoFreeSlot", (await SlotsAsync(tenant, channel)).Problem?.TextKey);
    }

    [Fact]
    public async Task Slots_of_many_channels_cost_the_same_statements()
    {
        var (tenant, first) = await StartAsync("slot-many", [9, 12, 18]);
        var all = new List<Guid> { first };
        for (var i = 0; i < 5; i++)
            all.Add(await domain.AddChannelAsync(tenant, $"More {i}"));
        await BestAsync(tenant, [.. all]);

        var (one, many) = (await CountAsync([first]), await CountAsync([.. all]));

        Assert.Equal(one, many);
        async Task<int> CountAsync(Guid[] channels)
        {
            using var count = new StatementCount(domain.Database.Name);
            Assert.Equal(channels.Length, (await BestAsync(tenant, channels)).Value.Count);
            return count.Count;
        }
    }

    [Fact]
    public async Task Few_measured_posts_give_the_next_posting_hour()
    {
        var (tenant, channel) = await StartAsync("best-few", [9, 18]);
        await MeasuredAsync(tenant, channel, 9, (DayOfWeek.Tuesday, 9, 100));

        var slot = (await BestAsync(tenant, channel)).Value[0];

        Assert.Equal((Today, 18, SlotWhy.TooFewMeasured, 9), (slot.Planned.Date, slot.Planned.Time.Hour, slot.Reason.Why, slot.Reason.Measured));
    }

    [Fact]
    public async Task Best_hour_is_the_one_that_did_best_with_its_reason()
    {
        var (tenant, channel) = await StartAsync("best-hour", [9, 18]);
        await MeasuredAsync(tenant, channel, 6, (DayOfWeek.Tuesday, 18, 90), (DayOfWeek.Wednesday, 9, 50), (DayOfWeek.Thursday, 9, 40), (DayOfWeek.Friday, 9, 45));

        var slot = (await BestAsync(tenant, channel)).Value[0];
        await PlanAsync(tenant, channel, Today.AddDays(4), 18);
        var second = (await BestAsync(tenant, channel)).Value[0];

        Assert.Equal((Today.AddDays(4), 18), (slot.Planned.Date, slot.Planned.Time.Hour));
        Assert.Equal(new SlotReason(SlotWhy.Weekday, 1.9, 6, 24, ByViews: false), slot.Reason);
        // the same hour on another day, because its weekday is taken
        Assert.Equal((18, SlotWhy.Hour), (second.Planned.Time.Hour, second.Reason.Why));
    }

    [Fact]
    public async Task Network_that_says_views_only_is_judged_by_views()
    {
        var (tenant, channel) = await StartAsync("best-views", [9, 18]);
        await MeasuredAsync(tenant, channel, 10, (DayOfWeek.Tuesday, 18, 300), (DayOfWeek.Wednesday, 9, 100));
        await domain.SystemSqlAsync($"update publication_days set likes = null where channel_id = '{channel}'");

        var slot = (await BestAsync(tenant, channel)).Value[0];

        Assert.Equal((Today.AddDays(4), 18, true), (slot.Planned.Date, slot.Planned.Time.Hour, slot.Reason.ByViews));
    }

    [Fact]
    public async Task Hours_beside_the_posting_hours_need_many_posts()
    {
        var (tenant, channel) = await StartAsync("best-beside", [9]);
        await MeasuredAsync(tenant, channel, 24, (DayOfWeek.Tuesday, 21, 300), (DayOfWeek.Wednesday, 9, 100));
        var few = (await BestAsync(tenant, channel)).Value[0].Planned.Time.Hour;
        await MeasuredAsync(tenant, channel, 2, (DayOfWeek.Wednesday, 9, 100));

        Assert.Equal((9, 21), (few, (await BestAsync(tenant, channel)).Value[0].Planned.Time.Hour));
    }

    [Fact]
    public async Task Even_posts_give_the_first_free_hour()
    {
        var (tenant, channel) = await StartAsync("best-even", [9, 18]);
        await MeasuredAsync(tenant, channel, 6, (DayOfWeek.Tuesday, 18, 50), (DayOfWeek.Wednesday, 9, 50));
        await MeasuredAsync(tenant, channel, 1, (DayOfWeek.Thursday, 18, 500));

        var slot = (await BestAsync(tenant, channel)).Value[0];

        Assert.Equal((Today, 18, SlotWhy.Even), (slot.Planned.Date, slot.Planned.Time.Hour, slot.Reason.Why));
    }

    [Fact]
    public async Task Setting_says_what_the_dialog_begins_with()
    {
        var (tenant, _) = await StartAsync("begins", [9]);
        var first = await BeginsAsync();
        Assert.True((await tenant.AsAsync<SettingsEditor, Result>(MemberRole.Owner, e => e.SetAsync(null, new Dictionary<string, string> { [SettingCatalogue.DefaultScheduling.Name] = "manual" }, None))).Ok);

        Assert.Equal((true, false), (first, await BeginsAsync()));
        Task<bool> BeginsAsync() => tenant.AsAsync<ChannelSlots, bool>(MemberRole.Approver, s => s.BeginsWithBestAsync(tenant.CompanyId, None));
    }

    [Fact]
    public async Task Foreign_channel_is_not_found()
    {
        var (tenant, _) = await StartAsync("slot-own", [9]);
        var (_, foreign) = await StartAsync("slot-foreign", [9]);

        Assert.Equal(ProblemKind.NotFound, (await SlotsAsync(tenant, foreign)).Problem?.Kind);
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string slug, int[] hours, int daily = 5)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        await tenant.DbAsync(async db =>
        {
            (await db.Channels.SingleAsync()).SetPosting(hours, daily, null);
            return await db.SaveChangesAsync();
        });
        return (tenant, channel);
    }

    /// <summary>Posts that went out in the weeks before, one of each kind a week, with so many reactions and ten times the views.</summary>
    private async Task MeasuredAsync(TestTenant tenant, Guid channel, int weeks, params (DayOfWeek Day, int Hour, int Likes)[] kinds)
    {
        var post = await domain.AddPostAsync(tenant);
        foreach (var (day, hour, likes) in kinds)
            await domain.SystemSqlAsync($"""
                with went as (
                    insert into publications (tenant_id, id, post_id, channel_id, occurrence, kind, priority, state, scheduled_at, local_date, local_time, zone_id, due_at,
                        fence, attempts_used, post_version, part_ids, reason_args, looks, published_at, created_by, created_at, updated_at)
                    select '{tenant.Id}', gen_random_uuid(), '{post}', '{channel}', 1000 * {(int)day} + {hour} * 30 + n, 'feed', 'normal', 'published', at, at::date, at::time, 'UTC', at, 1, 1, 1, '{"{}"}', '{"{}"}', 0, at, '{tenant.Id}', at, at
                    from generate_series(1, {weeks}) n, lateral (select (date '2026-11-15' + {(int)day} - 7 * n + time '{hour:00}:00') at time zone 'Europe/Moscow' as at) k
                    returning tenant_id, id, channel_id, published_at)
                insert into publication_days (tenant_id, publication_id, day, channel_id, likes, views, updated_at)
                select tenant_id, id, published_at::date + d, channel_id, {likes} * d / 2, {likes} * 10 * d / 2, published_at from went, generate_series(1, 2) d
                """);
    }

    private async Task PlanAsync(TestTenant tenant, Guid channel, DateOnly day, int hour, Guid? post = null) =>
        Assert.True((await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(
            MemberRole.Approver, async s => await s.ScheduleAsync(new(post ?? await domain.AddPostAsync(tenant), [new(channel, day, new(hour, 0))]), None))).Ok);

    private static Task SetZoneAsync(TestTenant tenant, string zone) => tenant.AsAsync<SettingsEditor, Result>(
        MemberRole.Owner, e => e.SetAsync(tenant.CompanyId, new Dictionary<string, string> { [SettingCatalogue.ZoneId.Name] = zone }, None));

    private static Task<Result<IReadOnlyList<ProposedSlot>>> SlotsAsync(TestTenant tenant, params Guid[] channels) =>
        tenant.AsAsync<ChannelSlots, Result<IReadOnlyList<ProposedSlot>>>(MemberRole.Approver, s => s.NextFreeAsync(channels, None));

    private static Task<Result<IReadOnlyList<ProposedSlot>>> BestAsync(TestTenant tenant, params Guid[] channels) =>
        tenant.AsAsync<ChannelSlots, Result<IReadOnlyList<ProposedSlot>>>(MemberRole.Approver, s => s.BestAsync(channels, None));

    private static async Task<(DateOnly, int)> NextAsync(TestTenant tenant, Guid channel) =>
        (await SlotsAsync(tenant, channel)).Value[0].Planned is var planned ? (planned.Date, planned.Time.Hour) : default;
}
