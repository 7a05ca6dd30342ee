using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing;

/// <summary>Networks that need several steps: each call goes on where the last one stopped, and nothing counts against the post.</summary>
public sealed class WaitingTests : IDisposable
{
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly PublishingDomain domain = new();

    [Fact]
    public async Task A_network_at_work_is_asked_again_with_what_was_remembered()
    {
        var (tenant, id) = await HandOverAsync("at-work");
        var waiting = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Scheduled, "Publishing.NetworkPrepares"), (waiting.State, waiting.ReasonKey));
        Assert.Equal(0, await domain.Publisher.PublishDueAsync(None));

        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        domain.Platform.Script.Clear();
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal([null, "container-1"], domain.Platform.Tickets.Select(t => t.Handle));
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        var attempts = await domain.AttemptsAsync(tenant, id);
        Assert.Equal([("waiting", false), (null, true)], attempts.Select(a => (a.Code, a.Counted)));
    }

    [Fact]
    public async Task Waiting_costs_no_attempt_however_often_it_happens()
    {
        var (tenant, id) = await HandOverAsync("patient");
        for (var i = 0; i < 12; i++)
        {
            await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
            Assert.Equal(1, await domain.Publisher.PublishDueAsync(None));
        }
        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Scheduled, 0), (publication.State, publication.AttemptsUsed));
    }

    [Fact]
    public async Task What_was_prepared_for_other_words_is_not_gone_on_with()
    {
        var (tenant, id) = await HandOverAsync("edited");
        await domain.SystemSqlAsync("update posts set text = 'Other words'");

        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await domain.Publisher.PublishDueAsync(None);

        Assert.Equal([null, null], domain.Platform.Tickets.Select(t => t.Handle));
        Assert.Equal("Other words", domain.Platform.Calls.Last().Text.Split('\n')[0]);
    }

    [Fact]
    public async Task A_post_that_the_network_prepares_can_be_cancelled()
    {
        var (tenant, id) = await HandOverAsync("cancelled");
        Assert.True((await tenant.AsAsync<PostSchedule, Domain.Result>(Domain.Access.MemberRole.Approver, s => s.CancelAsync(id, None))).Ok);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await domain.Publisher.PublishDueAsync(None));
        Assert.Single(domain.Platform.Calls);
    }

    [Fact]
    public async Task A_post_that_exists_already_is_only_asked_about_until_it_is_out()
    {
        var (tenant, id) = await HandOverAsync("accepted", "video-1");
        var accepted = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Accepted, "video-1"), (accepted.State, accepted.ExternalId));
        Assert.False((await tenant.AsAsync<PostSchedule, Domain.Result>(Domain.Access.MemberRole.Approver, s => s.CancelAsync(id, None))).Ok);

        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, await domain.Publisher.PublishDueAsync(None));
        Assert.Equal(1, await FollowAsync());
        Assert.Equal(PublicationState.Accepted, (await domain.PublicationAsync(tenant, id)).State);
        await domain.SystemSqlAsync("update posts set text = 'Other words'");
        domain.Platform.Answer(tenant, "News", new(PublishKind.Published, "video-1", "https://t.example/1"));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await FollowAsync();

        var published = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Published, "video-1", null), (published.State, published.ExternalId, published.ReasonKey));
        Assert.Equal([null, "container-1", "container-1"], domain.Platform.Tickets.Select(t => t.Handle));
        Assert.Equal(["accepted"], (await domain.AttemptsAsync(tenant, id)).Select(a => a.Code));
        Assert.Equal(0, await FollowAsync());
    }

    [Theory]
    [InlineData(PublishKind.Unknown, PublicationState.Accepted)]
    [InlineData(PublishKind.NotSent, PublicationState.Accepted)]
    [InlineData(PublishKind.RateLimited, PublicationState.Accepted)]
    [InlineData(PublishKind.Rejected, PublicationState.Failed)]
    [InlineData(PublishKind.AccountRefused, PublicationState.Unknown)]
    public async Task What_is_unclear_about_an_accepted_post_leaves_it_accepted(PublishKind answer, PublicationState state)
    {
        var (tenant, id) = await HandOverAsync("unclear", "video-1");
        domain.Platform.Answer(tenant, "News", new(answer, Code: "x"));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await FollowAsync();
        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((state, state is PublicationState.Failed), (publication.State, publication.Handle is null));
    }

    [Fact]
    public async Task What_stays_unclear_for_a_day_is_looked_up_like_a_lost_answer()
    {
        var (tenant, id) = await HandOverAsync("a-day", "video-1");
        domain.Platform.Answer(tenant, "News", new(PublishKind.NotSent, Code: "x"));
        domain.Platform.Looks["News@a-day"] = new(LookKind.Found, "video-1", "https://t.example/1");
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        await FollowAsync();
        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, id)).State);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        await domain.Services.GetRequiredService<Settler>().SettleDueAsync(None);
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(tenant, id)).State);
        Assert.Single(domain.Platform.Tickets, t => t.Handle is null);
    }

    public void Dispose() => domain.DisposeAsync().GetAwaiter().GetResult();

    private Task<int> FollowAsync() => domain.Services.GetRequiredService<Follower>().FollowDueAsync(None);

    private async Task<(TestTenant Tenant, Guid Publication)> HandOverAsync(string slug, string? exists = null)
    {
        await domain.InitializeAsync();
        domain.Platform.Effect = EffectClass.C;
        domain.Platform.Handle = "container-1";
        var tenant = await domain.AddTenantAsync(slug);
        var channel = await domain.AddChannelAsync(tenant);
        domain.Platform.Answer(tenant, "News", new(PublishKind.Waiting, exists, RetryAfter: TimeSpan.FromSeconds(30)));
        var id = await domain.AddDueAsync(tenant, channel);
        await domain.Publisher.PublishDueAsync(None);
        return (tenant, id);
    }
}
