using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

public sealed class PublishingNoticesTests(PublishingDomain domain) : IClassFixture<PublishingDomain>, IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;

    public Task InitializeAsync() => domain.SystemSqlAsync("update publications set state = 'cancelled' where state = 'scheduled'");

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(PublishKind.Rejected, "Publishing.Notice_Failed")]
    [InlineData(PublishKind.Unknown, "Publishing.Notice_Unknown")]
    public async Task A_post_that_did_not_go_out_reaches_its_author_and_those_who_decide(PublishKind kind, string key)
    {
        var (tenant, other) = (await domain.AddTenantAsync($"told-{kind}".ToLowerInvariant()), await domain.AddTenantAsync($"deaf-{kind}".ToLowerInvariant()));
        domain.Platform.Answer(tenant, "News", new(kind, Code: "x", Message: "x"));
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));

        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal([MemberRole.Owner, MemberRole.Approver, MemberRole.Editor], await ToldAsync(tenant, key));
        var row = await tenant.DbAsync(db => db.Notifications.FirstAsync());
        Assert.Equal($"Hello, News, publications/{id}", string.Join(", ", row.Args.Append(row.Link)));
        Assert.Equal(0, await other.DbAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task What_the_network_remarks_about_a_published_post_reaches_people()
    {
        var tenant = await domain.AddTenantAsync("remarked");
        domain.Platform.Answer(tenant, "News", new(PublishKind.Published, "7", Reason: Problem.Unavailable("Platforms.TikTok_InInbox")));
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));

        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal([MemberRole.Owner, MemberRole.Approver, MemberRole.Editor], await ToldAsync(tenant, "Publishing.Notice_Remarked"));
        var row = await tenant.DbAsync(db => db.Publications.SingleAsync(p => p.Id == id));
        Assert.Equal((PublicationState.Published, "Platforms.TikTok_InInbox"), (row.State, row.ReasonKey));
    }

    [Theory]
    [InlineData(PublishKind.Unknown, "settle")]
    [InlineData(PublishKind.Unknown, "cancel")]
    [InlineData(PublishKind.Rejected, "again")]
    public async Task What_a_person_saw_to_is_no_news_any_more(PublishKind kind, string verb)
    {
        var tenant = await domain.AddTenantAsync($"seen-{kind}-{verb}".ToLowerInvariant());
        domain.Platform.Answer(tenant, "News", new(kind, Code: "x", Message: "x"));
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await domain.Publisher.PublishDueAsync(None);
        Assert.Equal(3, await UnreadAsync(tenant));

        var done = await tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => verb switch
        {
            "settle" => s.SettleAsPublishedAsync(id, null, None),
            "cancel" => s.CancelAsync(id, None),
            _ => s.PublishAgainAsync(id, None),
        });

        Assert.Null(done.Problem);
        Assert.Equal(0, await UnreadAsync(tenant));
    }

    [Fact]
    public async Task A_held_publication_that_is_released_is_no_news_any_more()
    {
        var tenant = await domain.AddTenantAsync("seen-held");
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await domain.Queue.SweepAsync(None);
        Assert.Equal(3, await UnreadAsync(tenant));

        var day = DateOnly.FromDateTime(domain.Clock.GetUtcNow().UtcDateTime).AddDays(2);
        var moved = await tenant.AsAsync<PostSchedule, Result<PlannedPublication>>(MemberRole.Owner, s => s.MoveAsync(id, day, new(12, 0), None));

        Assert.Null(moved.Problem);
        Assert.Equal(0, await UnreadAsync(tenant));
    }

    [Fact]
    public async Task Many_overdue_posts_of_a_channel_are_one_notice()
    {
        var tenant = await domain.AddTenantAsync("many-held");
        var (many, one) = (await domain.AddChannelAsync(tenant), await domain.AddChannelAsync(tenant, "Shop"));
        await domain.AddDueAsync(tenant, many);
        await domain.AddDueAsync(tenant, many);
        var single = await domain.AddDueAsync(tenant, one);
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await domain.Queue.SweepAsync(None);

        var links = await tenant.DbAsync(db => db.Notifications.Where(n => n.PersonId == tenant.Person(MemberRole.Editor)).OrderBy(n => n.TextKey).Select(n => n.TextKey + " " + n.Link).ToListAsync());
        Assert.Equal([$"Publishing.Notice_Held publications/{single}", $"Publishing.Notice_HeldMany channels/{many}"], links);
    }

    [Fact]
    public async Task A_refused_channel_asks_those_who_may_connect_it()
    {
        var tenant = await domain.AddTenantAsync("refused-channel");
        var channel = await domain.AddChannelAsync(tenant);
        domain.Platform.Answer(tenant, "News", new(PublishKind.AccountRefused, Code: "401", Message: "Unauthorized"));
        await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(ChannelStatus.NeedsAttention, await tenant.DbAsync(db => db.Channels.Select(c => c.Status).SingleAsync()));
        Assert.Equal([MemberRole.Owner, MemberRole.Approver], await ToldAsync(tenant, "Channels.Notice_NeedsAttention"));
        Assert.Equal($"channels/{channel}", await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Channels.Notice_NeedsAttention").Select(n => n.Link).Distinct().SingleAsync()));
    }

    [Fact]
    public async Task A_failing_batch_of_a_hundred_costs_one_statement_more()
    {
        var tenant = await domain.AddTenantAsync("hundred");
        for (var i = 0; i < 101; i++)
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"c{i}"));
        var begun = await BeginAllAsync();

        var fine = await CountAsync(() => domain.Queue.RecordAsync([End(begun[0], PublicationState.Published, AttemptState.Confirmed)]));
        var failing = await CountAsync(() => domain.Queue.RecordAsync([.. begun.Skip(1).Select(b => End(b, PublicationState.Failed, AttemptState.Rejected))]));

        Assert.Equal(fine + 1, failing);
        Assert.Equal(300, await tenant.DbAsync(db => db.Notifications.CountAsync()));
    }

    private static Task<int> UnreadAsync(TestTenant tenant) => tenant.DbAsync(db => db.Notifications.CountAsync(n => n.ReadAt == null));

    private async Task<List<Beginning>> BeginAllAsync()
    {
        var due = await domain.Queue.ClaimAsync(200, None);
        var begun = due.Select(d => new Beginning(d.TenantId, d.Id, d.Fence, Ids.New(domain.Clock), "print")).ToList();
        Assert.DoesNotContain(false, await domain.Queue.BeginSendingAsync(begun, "node"));
        return begun;
    }

    private static Ending End(Beginning begun, PublicationState to, AttemptState attempt) =>
        new(begun.TenantId, begun.Id, begun.Fence, PublicationState.Sending, to) { AttemptId = begun.AttemptId, AttemptState = attempt };

    private async Task<int> CountAsync(Func<Task> work)
    {
        using var statements = new StatementCount(domain.Database.Name);
        await work();
        return statements.Count;
    }

    private static async Task<List<MemberRole>> ToldAsync(TestTenant tenant, string key)
    {
        var people = await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == key).Select(n => n.PersonId).ToListAsync());
        return [.. Enum.GetValues<MemberRole>().SelectMany(role => people.Where(p => p == tenant.Person(role)).Select(_ => role))];
    }
}
