using ContentFactory.Domain;
using ContentFactory.Domain.Channels;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

public sealed class PublisherTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Publishes_due_post_and_closes_it()
    {
        var (tenant, channel) = await StartAsync("closes");
        var id = await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal(PublicationState.Published, publication.State);
        Assert.Equal("https://t.example/1", publication.Url);
        Assert.Equal(domain.Clock.GetUtcNow().AddHours(1), publication.NextMetricsAt!.Value, TimeSpan.FromMinutes(1));
        var attempt = Assert.Single(await domain.AttemptsAsync(tenant, id));
        Assert.Equal((AttemptState.Confirmed, 1, true), (attempt.State, attempt.Number, attempt.EndedAt is not null));
        Assert.Equal(PostStatus.Published, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        Assert.NotNull(await tenant.DbAsync(db => db.Channels.Select(c => c.LastPostedAt).SingleAsync()));
        Assert.Contains(domain.Platform.Calls, c => c.Account == "News@closes" && c.Text == "Hello\n\n#one");
    }

    [Fact]
    public async Task Two_publishers_at_once_call_once_each()
    {
        var tenant = await domain.AddTenantAsync("parallel");
        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
            ids.Add(await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"c{i}")));
        var other = ActivatorUtilities.CreateInstance<Publisher>(domain.Services);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => (i % 2 == 0 ? domain.Publisher : other).PublishDueAsync(None))));

        Assert.All(Enumerable.Range(0, 20), i => Assert.Equal(1, domain.Platform.CallsTo(tenant, $"c{i}")));
        foreach (var id in ids)
            Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Post_on_two_channels_closes_after_the_second()
    {
        var tenant = await domain.AddTenantAsync("two-channels");
        var post = await domain.AddPostAsync(tenant);
        for (var i = 0; i < 2; i++)
            await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"c{i}"), post);

        var claimed = (await domain.Queue.ClaimAsync(100, None)).ToList();
        await Task.WhenAll(claimed.Select(c => Task.Run(() => domain.Publisher.RunAsync([c], None))));

        Assert.Equal(PostStatus.Published, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Lost_answer_becomes_unknown_and_asks_people()
    {
        var (tenant, channel) = await StartAsync("lost-answer");
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "timeout", Message: "no\0answer"));
        var id = await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        await domain.Queue.SweepAsync(None);
        await domain.Publisher.PublishDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Unknown, "noanswer", 1), (publication.State, publication.LastMessage, domain.Platform.CallsTo(tenant)));
        Assert.Equal("Publishing.Notice_Unknown", await tenant.DbAsync(db => db.Notifications.Select(n => n.TextKey).Distinct().SingleAsync()));
        Assert.Equal(3, await tenant.DbAsync(db => db.Notifications.CountAsync()));
    }

    [Fact]
    public async Task Connector_that_throws_leaves_an_unknown()
    {
        var (tenant, channel) = await StartAsync("throws");
        domain.Platform.Script["News@throws"] = _ => throw new InvalidOperationException("bug");
        var id = await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Rate_limit_waits_and_costs_no_attempt()
    {
        var (tenant, channel) = await StartAsync("rate");
        domain.Platform.Answer(tenant, "News", new(PublishKind.RateLimited, Code: "429", RetryAfter: TimeSpan.FromMinutes(10)));
        var id = await domain.AddDueAsync(tenant, channel);

        for (var i = 0; i < 12; i++)
        {
            await domain.Publisher.PublishDueAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromMinutes(11));
        }
        var waiting = await domain.PublicationAsync(tenant, id);
        domain.Platform.Script.Clear();
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal((PublicationState.Scheduled, 0), (waiting.State, waiting.AttemptsUsed));
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal(12, (await domain.AttemptsAsync(tenant, id)).Count(a => !a.Counted && a.State == AttemptState.Rejected));
    }

    [Fact]
    public async Task Rate_limit_that_never_ends_is_asked_about_after_the_grace()
    {
        var (tenant, channel) = await StartAsync("rate-days");
        domain.Platform.Answer(tenant, "News", new(PublishKind.RateLimited, Code: "429", RetryAfter: TimeSpan.FromHours(5)));
        var id = await domain.AddDueAsync(tenant, channel);

        for (var i = 0; i < 8; i++)
        {
            await domain.Publisher.PublishDueAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromHours(5) + TimeSpan.FromMinutes(1));
        }
        await domain.Queue.SweepAsync(None);

        var held = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Held, HeldReason.Overdue, 5), (held.State, held.HeldReason, domain.Platform.CallsTo(tenant)));
    }

    [Fact]
    public async Task Account_refused_with_a_replaced_credential_is_asked_again_with_the_new_one()
    {
        var (tenant, channel) = await StartAsync("replaced");
        domain.Platform.Script["News@replaced"] = async _ =>
        {
            await domain.SystemSqlAsync($"insert into channel_secrets (tenant_id, id, channel_id, kind, cipher, masked, changed_at) values ('{tenant.Id}', gen_random_uuid(), '{channel}', 'bot_token', '\\x01', '••••', app_now())");
            return new(PublishKind.AccountRefused, Code: "401");
        };
        var id = await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);

        var again = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Scheduled, 0), (again.State, again.AttemptsUsed));
        Assert.Equal(Domain.Channels.ChannelStatus.Active, await tenant.DbAsync(db => db.Channels.Where(c => c.Id == channel).Select(c => c.Status).SingleAsync()));
    }

    [Fact]
    public async Task Unsent_tries_back_off_and_then_stop()
    {
        var (tenant, channel) = await StartAsync("unsent");
        domain.Platform.Answer(tenant, "News", new(PublishKind.NotSent, Code: "dns"));
        var id = await domain.AddDueAsync(tenant, channel);
        var waits = new List<TimeSpan>();

        for (var i = 0; i < 20 && (await domain.PublicationAsync(tenant, id)).State is PublicationState.Scheduled; i++)
        {
            await domain.Publisher.PublishDueAsync(None);
            var wait = (await domain.PublicationAsync(tenant, id)).DueAt - domain.Clock.GetUtcNow();
            waits.Add(wait);
            await domain.AdvanceAsync(TimeSpan.FromHours(2));
        }

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Failed, 8, "Publishing.NotReached", 8), (publication.State, publication.AttemptsUsed, publication.ReasonKey, domain.Platform.CallsTo(tenant)));
        Assert.All(Enumerable.Range(0, 7), n => Assert.InRange(waits[n].TotalSeconds, (54 * (1 << n)) - 5, (66 * (1 << n)) + 5));
    }

    [Fact]
    public async Task Refused_account_fails_and_marks_the_channel()
    {
        var (tenant, channel) = await StartAsync("refused");
        domain.Platform.Answer(tenant, "News", new(PublishKind.AccountRefused, Code: "401", Reason: Problem.Unavailable("Publishing.AccountRefused", "Unauthorized")));
        var id = await domain.AddDueAsync(tenant, channel);

        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Failed, (await domain.PublicationAsync(tenant, id)).State);
        var row = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal((ChannelStatus.NeedsAttention, "Publishing.AccountRefused\nUnauthorized"), (row.Status, row.LastError));
        Assert.Equal(PostStatus.Scheduled, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Fact]
    public async Task Changed_post_is_not_sent()
    {
        var (tenant, channel) = await StartAsync("changed");
        var id = await domain.AddDueAsync(tenant, channel);
        await domain.SystemSqlAsync($"update posts set version = version + 1 where tenant_id = '{tenant.Id}'");

        await domain.Publisher.PublishDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Failed, "Publishing.PostChanged", 0), (publication.State, publication.ReasonKey, domain.Platform.CallsTo(tenant)));
    }

    [Fact]
    public async Task Poisoned_row_leaves_its_batch_alone()
    {
        var tenant = await domain.AddTenantAsync("poison");
        var ids = new List<Guid>();
        for (var i = 0; i < 10; i++)
            ids.Add(await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant, $"c{i}")));
        domain.Platform.Answer(tenant, "c3", new(PublishKind.Published, new string('9', 500), new string('u', 5000), ["a\0b"], "c\0", new string('\ud83d', 3000)));

        await domain.Publisher.PublishDueAsync(None);

        foreach (var id in ids)
            Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Stop_gives_back_what_was_not_begun()
    {
        var (tenant, channel) = await StartAsync("stopping");
        var id = await domain.AddDueAsync(tenant, channel);
        var claimed = await domain.Queue.ClaimAsync(100, None);

        await domain.Publisher.RunAsync(claimed, new CancellationToken(canceled: true));

        Assert.Equal((PublicationState.Scheduled, 0), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
    }

    [Fact]
    public async Task Call_longer_than_the_lease_stays_held_by_heartbeats()
    {
        var (tenant, channel) = await StartAsync("slow");
        var answer = new TaskCompletionSource<PublishOutcome>();
        var called = new TaskCompletionSource();
        domain.Platform.Script["News@slow"] = _ =>
        {
            called.SetResult();
            return answer.Task;
        };
        var id = await domain.AddDueAsync(tenant, channel);

        var publishing = domain.Publisher.PublishDueAsync(None);
        await called.Task;
        for (var i = 0; i < 15; i++)
        {
            var before = (await domain.PublicationAsync(tenant, id)).LeaseUntil;
            await domain.AdvanceAsync(TimeSpan.FromSeconds(15));
            for (var tries = 0; tries < 2000 && (await domain.PublicationAsync(tenant, id)).LeaseUntil == before; tries++)
                await Task.Yield();
            await domain.Queue.SweepAsync(None);
        }
        answer.SetResult(new(PublishKind.Published, "7"));
        await publishing;

        Assert.Equal((PublicationState.Published, 1), ((await domain.PublicationAsync(tenant, id)).State, domain.Platform.CallsTo(tenant)));
    }

    private async Task<(TestTenant Tenant, Guid ChannelId)> StartAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        return (tenant, await domain.AddChannelAsync(tenant));
    }
}
