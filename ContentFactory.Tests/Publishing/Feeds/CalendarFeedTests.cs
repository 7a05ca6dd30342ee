using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Feeds;

/// <summary>The secret address: whose it is, what it shows, and when it ends. It is Friday, 20 November.</summary>
public sealed class CalendarFeedTests(CalendarFeedTests.World domain) : IClassFixture<CalendarFeedTests.World>
{
    private static readonly CancellationToken None = CancellationToken.None;

    private CalendarFeedDoor Door => domain.Services.GetRequiredService<CalendarFeedDoor>();

    [Fact]
    public async Task The_address_shows_the_calendar_of_its_tenant_alone()
    {
        var (tenant, other) = (await domain.AddTenantAsync("feed"), await domain.AddTenantAsync("feed-other"));
        var id = await PlanAsync(tenant, "Mine");
        await PlanAsync(other, "Theirs");

        var read = (await ReadAsync(await IssueAsync(tenant, MemberRole.Viewer))).Value;

        Assert.Equal(("feed", Role.Viewer), (read.Door.Slug, read.Door.Role));
        Assert.Equal((id, "Mine", "News"), (Assert.Single(read.Events).Id, read.Events[0].Title, read.Events[0].Channel));
    }

    [Fact]
    public async Task A_new_address_ends_the_one_before_and_a_revoked_one_leads_nowhere()
    {
        var tenant = await domain.AddTenantAsync("feed-renew");
        var (first, colleague) = (await IssueAsync(tenant, MemberRole.Editor), await IssueAsync(tenant, MemberRole.Owner));
        var second = await IssueAsync(tenant, MemberRole.Editor);

        Assert.Equal((false, true, true), ((await ReadAsync(first)).Ok, (await ReadAsync(second)).Ok, (await ReadAsync(colleague)).Ok));
        Assert.NotNull(await tenant.AsAsync<CalendarFeeds, DateTimeOffset?>(MemberRole.Editor, f => f.SinceAsync(None)));
        Assert.True((await tenant.AsAsync<CalendarFeeds, Result>(MemberRole.Editor, f => f.RevokeAsync(None))).Ok);
        Assert.Equal((ProblemKind.NotFound, true), ((await ReadAsync(second)).Problem?.Kind, (await ReadAsync(colleague)).Ok));
        Assert.Null(await tenant.AsAsync<CalendarFeeds, DateTimeOffset?>(MemberRole.Editor, f => f.SinceAsync(None)));
    }

    [Fact]
    public async Task Who_is_no_member_any_more_reads_nothing()
    {
        var tenant = await domain.AddTenantAsync("feed-gone");
        var token = await IssueAsync(tenant, MemberRole.Editor);
        Assert.True((await ReadAsync(token)).Ok);

        await domain.SystemSqlAsync($"delete from members where tenant_id = '{tenant.Id}' and person_id = '{tenant.Person(MemberRole.Editor)}'");

        Assert.Equal(ProblemKind.NotFound, (await ReadAsync(token)).Problem?.Kind);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_address_of_who_was_removed_or_left_is_gone_also_after_a_return(bool removed)
    {
        var tenant = await domain.AddTenantAsync($"feed-return-{removed}".ToLowerInvariant());
        var (token, colleague, person) = (await IssueAsync(tenant, MemberRole.Editor), await IssueAsync(tenant, MemberRole.Viewer), tenant.Person(MemberRole.Editor));
        var member = await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == person).Select(m => m.Id).SingleAsync());

        Assert.True((removed ? await tenant.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.RemoveAsync(member, None)) : await tenant.AsAsync<MemberDesk, Result>(MemberRole.Editor, d => d.LeaveAsync(None))).Ok);
        await tenant.DbAsync(db =>
        {
            db.Members.Add(new Member(tenant.Id, Ids.New(domain.Clock), person, MemberRole.Editor, domain.Clock.GetUtcNow()));
            return db.SaveChangesAsync();
        });

        Assert.Equal((ProblemKind.NotFound, true), ((await ReadAsync(token)).Problem?.Kind, (await ReadAsync(colleague)).Ok));
        Assert.Null(await tenant.AsAsync<CalendarFeeds, DateTimeOffset?>(MemberRole.Editor, f => f.SinceAsync(None)));
    }

    [Fact]
    public async Task In_a_suspended_tenant_an_address_can_be_taken_back_but_not_made()
    {
        var tenant = await domain.AddTenantAsync("feed-suspended");
        var token = await IssueAsync(tenant, MemberRole.Owner);
        await domain.SystemSqlAsync($"update tenants set status = 'suspended' where id = '{tenant.Id}'");
        var owner = new Actor(tenant.Person(MemberRole.Owner), tenant.Id, Role.Owner) { Standing = TenantStatus.Suspended };
        Assert.True((await ReadAsync(token)).Ok);

        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.RunAsync(owner, s => s.GetRequiredService<CalendarFeeds>().RenewAsync(None)));
        Assert.True((await tenant.RunAsync(owner, s => s.GetRequiredService<CalendarFeeds>().RevokeAsync(None))).Ok);

        Assert.Equal(ProblemKind.NotFound, (await ReadAsync(token)).Problem?.Kind);
    }

    [Fact]
    public async Task A_past_that_fills_the_feed_leaves_room_for_what_is_to_come()
    {
        var tenant = await domain.AddTenantAsync("feed-full");
        var id = await PlanAsync(tenant, "To come");
        await domain.SystemSqlAsync($"""
            insert into publications select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(), 'occurrence', n, 'scheduled_at', timestamptz '2026-11-10 00:00Z' + n * interval '1 second'))).*
            from publications p cross join generate_series(1, {CalendarQueries.MostEvents + 10}) n where p.id = '{id}'
            """);

        var events = (await ReadAsync(await IssueAsync(tenant, MemberRole.Owner))).Value.Events;

        Assert.Equal((CalendarQueries.MostEvents, id), (events.Count, events[^1].Id));
        Assert.Equal(events.OrderBy(e => e.At).Select(e => e.Id), events.Select(e => e.Id));
        Assert.Equal(new DateTimeOffset(2026, 11, 10, 0, 0, 0, TimeSpan.Zero).AddSeconds(CalendarQueries.MostEvents + 10), events[^2].At);
    }

    [Fact]
    public async Task The_database_knows_no_address()
    {
        var tenant = await domain.AddTenantAsync("feed-hash");
        var token = await IssueAsync(tenant, MemberRole.Owner);

        Assert.DoesNotContain(token, await domain.OwnerSqlAsync<string>("select string_agg(f::text, ' ') || (select coalesce(string_agg(a::text, ' '), '') from audit_log a) from calendar_feeds f"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("..%2F")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_address_is_not_found(string? token) => Assert.Equal(ProblemKind.NotFound, (await Door.ReadAsync(token, $"miss {token}", None)).Problem?.Kind);

    [Fact]
    public async Task Guesses_and_greed_have_an_end()
    {
        var tenant = await domain.AddTenantAsync("feed-limits");
        var token = await IssueAsync(tenant, MemberRole.Owner);
        for (var i = 0; i < CalendarFeedDoor.Misses.Most; i++)
            await Door.ReadAsync(new string('B', 43), "guesser", None);
        Assert.Equal((ProblemKind.Limit, true), ((await Door.ReadAsync(token, "guesser", None)).Problem?.Kind, (await Door.ReadAsync(token, "another", None)).Ok));

        for (var i = 1; i < CalendarFeedDoor.OfLink.Most; i++)
            Assert.True((await Door.ReadAsync(token, "another", None)).Ok);
        Assert.Equal(ProblemKind.Limit, (await Door.ReadAsync(token, "another", None)).Problem?.Kind);
    }

    private async Task<string> IssueAsync(TestTenant tenant, MemberRole role)
    {
        var issued = (await tenant.AsAsync<CalendarFeeds, Result<IssuedFeed>>(role, f => f.RenewAsync(None))).Value;
        Assert.StartsWith("https://factory.example/calendar/feed/", issued.Link, StringComparison.Ordinal);
        return issued.Link.Split('/')[^1].Split('.')[0];
    }

    private Task<Result<FeedContent>> ReadAsync(string token) => Door.ReadAsync(token, "somewhere", None);

    private async Task<Guid> PlanAsync(TestTenant tenant, string text)
    {
        var (channel, post) = (await domain.AddChannelAsync(tenant), await domain.AddPostAsync(tenant, text));
        var planned = await tenant.AsAsync<PostSchedule, Result<IReadOnlyList<PlannedPublication>>>(MemberRole.Approver, s => s.ScheduleAsync(new(post, [new(channel, new(2026, 11, 21), new(10, 0))]), None));
        return Assert.Single(planned.Value).PublicationId;
    }

    public sealed class World : PublishingDomain
    {
        protected override IEnumerable<KeyValuePair<string, string?>> MoreSettings => [.. base.MoreSettings, KeyValuePair.Create("PublicUrl", (string?)"https://factory.example")];
    }
}
