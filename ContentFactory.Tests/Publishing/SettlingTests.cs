using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

/// <summary>What becomes of publications whose answer was lost.</summary>
public sealed class SettlingTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly TimeSpan Window = new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1);

    private Settler Settler => domain.Services.GetRequiredService<Settler>();

    [Fact]
    public async Task Post_found_at_the_network_is_published_and_nobody_is_asked_any_more()
    {
        var (tenant, _, id) = await LoseAsync("found");
        domain.Platform.Looks["News@found"] = new(LookKind.Found, "77", "https://t.example/77", ["77"], [new("77", "https://t.example/77", null, "Hello")], "public_page");

        await Settler.SettleDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Published, "77", "https://t.example/77"), (publication.State, publication.ExternalId, publication.Url));
        Assert.NotNull(publication.PublishedAt);
        Assert.NotNull(publication.NextMetricsAt);
        Assert.Equal(AttemptState.Confirmed, Assert.Single(await domain.AttemptsAsync(tenant, id)).State);
        Assert.Equal(PostStatus.Published, await tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        Assert.Equal(0, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.ReadAt == null && n.Link == $"publications/{id}")));
        Assert.Equal(1, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Unclear_look_leaves_it_unknown_with_what_was_seen()
    {
        var (tenant, _, id) = await LoseAsync("unclear");
        domain.Platform.Looks["News@unclear"] = new(LookKind.Unclear, Seen: [new("5", "https://t.example/5", domain.Clock.GetUtcNow(), "Another post")], Source: "public_page");

        await Settler.SettleDueAsync(None);

        var detail = await DetailAsync(tenant, id);
        Assert.Equal(PublicationState.Unknown, detail.Card.State);
        Assert.True(detail.LooksOn);
        var look = Assert.Single(detail.Looks);
        Assert.Equal((LookKind.Unclear, "public_page", "Another post"), (look.Kind, look.Source, Assert.Single(look.Seen).Start));
        // not again before its time
        Assert.Equal(0, await LooksAtAsync("unclear"));
        await domain.AdvanceAsync(TimeSpan.FromSeconds(40));
        Assert.Equal(1, await LooksAtAsync("unclear"));
    }

    [Fact]
    public async Task Seen_post_that_a_person_names_is_kept_with_its_id_and_only_once()
    {
        var (tenant, channel, id) = await LoseAsync("named");
        domain.Platform.Looks["News@named"] = new(LookKind.Unclear, Seen: [new("5", "https://t.example/5", domain.Clock.GetUtcNow(), "Another post")], Source: "public_page");
        await Settler.SettleDueAsync(None);
        var (never, named) = (await NameAsync("6"), await NameAsync("5"));
        domain.Platform.Script.Clear();
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "timeout"));
        id = await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        await Settler.SettleDueAsync(None);
        var again = await NameAsync("5");

        Assert.Equal("Publishing.PostNotSeen", never.Problem?.TextKey);
        Assert.True(named.Ok);
        Assert.Equal("Publishing.PostTaken", again.Problem?.TextKey);
        var kept = Assert.Single(await tenant.DbAsync(db => db.Publications.AsNoTracking().Where(p => p.ExternalId == "5").ToListAsync()));
        Assert.Equal((PublicationState.Published, "https://t.example/5", true), (kept.State, kept.Url, kept.NextMetricsAt is not null));

        Task<Result> NameAsync(string post) =>
            tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.SettleAsPublishedAsync(id, $"https://t.example/{post}", None, post));
    }

    [Fact]
    public async Task Looking_ends_after_its_last_look_and_a_person_decides()
    {
        var (tenant, _, id) = await LoseAsync("ends");
        for (var i = 0; i < 20; i++)
        {
            await Settler.SettleDueAsync(None);
            await domain.AdvanceAsync(TimeSpan.FromHours(6));
        }

        var detail = await DetailAsync(tenant, id);
        Assert.Equal((PublicationState.Unknown, false, new PublishingOptions().MostLooks), (detail.Card.State, detail.LooksOn, detail.Looks.Count));
        Assert.Equal(1, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Network_that_shows_nothing_is_asked_once()
    {
        var (tenant, _, id) = await LoseAsync("private");
        domain.Platform.Looks["News@private"] = new(LookKind.NotReadable, Reason: Problem.Unavailable("Platforms.Telegram_LookPrivate"));

        await Settler.SettleDueAsync(None);
        await domain.AdvanceAsync(TimeSpan.FromDays(1));

        Assert.Equal(0, await LooksAtAsync("private"));
        Assert.False((await DetailAsync(tenant, id)).LooksOn);
    }

    [Fact]
    public async Task Absent_post_is_sent_again_only_after_its_call_must_be_over()
    {
        var (tenant, _, id) = await LoseAsync("absent");
        domain.Platform.Looks["News@absent"] = new(LookKind.Absent, Source: "status");
        domain.Platform.Script.TryRemove("News@absent", out _);

        await Settler.SettleDueAsync(None);
        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);

        await domain.AdvanceAsync(Window);
        await Settler.SettleDueAsync(None);
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal([AttemptState.Rejected, AttemptState.Confirmed], (await domain.AttemptsAsync(tenant, id)).Select(a => a.State));
        Assert.Equal(2, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Absent_over_and_over_ends_with_a_person()
    {
        var (tenant, _, id) = await LoseAsync("stubborn");
        domain.Platform.Looks["News@stubborn"] = new(LookKind.Absent, Source: "status");
        for (var i = 0; i < 12; i++)
        {
            await domain.AdvanceAsync(Window);
            await Settler.SettleDueAsync(None);
            await domain.Publisher.PublishDueAsync(None);
        }

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal(new PublishingOptions().Attempts, domain.Platform.CallsTo(tenant));
    }

    [Fact]
    public async Task Post_that_is_another_publication_already_counts_for_nothing()
    {
        var (tenant, channel, id) = await LoseAsync("twins");
        domain.Platform.Answer(tenant, "News", new(PublishKind.Published, "9", "https://t.example/9"));
        await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        domain.Platform.Looks["News@twins"] = new(LookKind.Found, "9", "https://t.example/9");

        await Settler.SettleDueAsync(None);

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Equal(LookKind.Unclear, Assert.Single((await DetailAsync(tenant, id)).Looks).Kind);
    }

    [Fact]
    public async Task Outcome_that_cannot_be_kept_is_not_asked_for_in_a_circle()
    {
        var (tenant, _, id) = await LoseAsync("refused-row");
        await domain.OwnerSqlAsync<int>("alter table publications add constraint never check (state <> 'published' or external_id <> '66'); select 1");
        domain.Platform.Looks["News@refused-row"] = new(LookKind.Found, "66", "https://t.example/66");

        await Settler.SettleDueAsync(None);

        Assert.Equal(0, await LooksAtAsync("refused-row"));
        await domain.OwnerSqlAsync<int>("alter table publications drop constraint never; select 1");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(3));
        await Settler.SettleDueAsync(None);
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task One_post_is_not_found_for_two_publications()
    {
        var (tenant, channel, first) = await LoseAsync("same-words");
        var second = await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        domain.Platform.Looks["News@same-words"] = new(LookKind.Found, "9", "https://t.example/9");
        // both are asked about before either is noted
        var asked = 0;
        var both = new TaskCompletionSource();
        domain.Platform.BeforeLook = () => Interlocked.Increment(ref asked) == 2 ? Task.Run(both.SetResult) : both.Task;

        await Settler.SettleDueAsync(None);
        domain.Platform.BeforeLook = null;

        var states = new[] { (await domain.PublicationAsync(tenant, first)).State, (await domain.PublicationAsync(tenant, second)).State };
        Assert.Equal([PublicationState.Published, PublicationState.Unknown], states.Order());
    }

    [Fact]
    public async Task Words_that_changed_since_prove_nothing()
    {
        var (tenant, _, id) = await LoseAsync("changed");
        await domain.SystemSqlAsync("update posts set text = 'Quite another text' where id = (select post_id from publications where id = '" + id + "')");
        domain.Platform.Looks["News@changed"] = new(LookKind.Found, "12", "https://t.example/12");

        await Settler.SettleDueAsync(None);

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
    }

    [Fact]
    public async Task Person_who_decides_meanwhile_wins_over_the_look()
    {
        var (tenant, _, id) = await LoseAsync("meanwhile");
        domain.Platform.Looks["News@meanwhile"] = new(LookKind.Found, "3", "https://t.example/3");
        domain.Platform.BeforeLook = () => tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.CancelAsync(id, None));

        await Settler.SettleDueAsync(None);
        domain.Platform.BeforeLook = null;

        Assert.Equal(PublicationState.Cancelled, (await domain.PublicationAsync(tenant, id)).State);
    }

    /// <summary>A publication whose call was accepted or not: nobody knows.</summary>
    private async Task<(TestTenant Tenant, Guid Channel, Guid Publication)> LoseAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Unknown, Code: "Timeout"));
        var id = await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        return (tenant, channel, id);
    }

    /// <summary>How often the account is looked at in one round.</summary>
    private async Task<int> LooksAtAsync(string slug)
    {
        var before = domain.Platform.Looked.Count(l => l.Account == $"News@{slug}");
        await Settler.SettleDueAsync(None);
        return domain.Platform.Looked.Count(l => l.Account == $"News@{slug}") - before;
    }

    private static async Task<PublicationDetail> DetailAsync(TestTenant tenant, Guid id) =>
        (await tenant.AsAsync<PublicationQueries, PublicationDetail?>(MemberRole.Viewer, q => q.FindAsync(id, None)))!;
}
