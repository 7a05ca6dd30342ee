using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing;

/// <summary>Answers that arrive after the sweep gave their node up, and what a person may do meanwhile.</summary>
public sealed class LateAnswerTests(PublishingDomain domain) : IClassFixture<PublishingDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly PublishOutcome Published = new(PublishKind.Published, "77", "https://t.example/77");

    [Fact]
    public async Task Late_published_answer_settles_the_unknown_row()
    {
        var late = await SweptAsync("late-published");

        Assert.True(await RecordAsync(late, Published));

        var publication = await domain.PublicationAsync(late.Tenant, late.Due.Id);
        Assert.Equal((PublicationState.Published, "77", "https://t.example/77", null), (publication.State, publication.ExternalId, publication.Url, publication.ReasonKey));
        Assert.NotNull(publication.PublishedAt);
        var attempt = Assert.Single(await domain.AttemptsAsync(late.Tenant, late.Due.Id));
        Assert.Equal((AttemptState.Confirmed, "77"), (attempt.State, attempt.ExternalId));
        Assert.Equal(PostStatus.Published, await late.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
    }

    [Theory]
    [InlineData(PublishKind.Rejected)]
    [InlineData(PublishKind.AccountRefused)]
    public async Task Late_definite_refusal_settles_the_unknown_row(PublishKind kind)
    {
        var late = await SweptAsync($"late-{kind}".ToLowerInvariant());

        Assert.True(await RecordAsync(late, new(kind, Code: "400")));

        Assert.Equal(PublicationState.Failed, (await domain.PublicationAsync(late.Tenant, late.Due.Id)).State);
        Assert.Equal(AttemptState.Rejected, Assert.Single(await domain.AttemptsAsync(late.Tenant, late.Due.Id)).State);
    }

    [Theory]
    [InlineData(PublishKind.RateLimited, 0)]
    [InlineData(PublishKind.NotSent, 0)]
    [InlineData(PublishKind.NotSent, 7)]
    [InlineData(PublishKind.Unknown, 0)]
    public async Task Late_answer_without_certainty_stays_unknown(PublishKind kind, int used)
    {
        var late = await SweptAsync($"late-{kind}-{used}".ToLowerInvariant());

        Assert.False(await RecordAsync(late with { Due = late.Due with { AttemptsUsed = used } }, new(kind)));

        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(late.Tenant, late.Due.Id)).State);
    }

    [Fact]
    public async Task Late_answer_with_an_older_fence_is_refused()
    {
        var late = await SweptAsync("late-fence");
        await domain.AdvanceAsync(TimeSpan.FromMinutes(10));
        Assert.True((await AgainAsync(late)).Ok);
        Assert.False(await RecordAsync(late, Published));
        await BeginAsync(late.Tenant);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
        await domain.Queue.SweepAsync(None);

        Assert.False(await RecordAsync(late, Published));

        var publication = await domain.PublicationAsync(late.Tenant, late.Due.Id);
        Assert.Equal((PublicationState.Unknown, null), (publication.State, publication.ExternalId));
        Assert.All(await domain.AttemptsAsync(late.Tenant, late.Due.Id), a => Assert.Equal(AttemptState.Unknown, a.State));
    }

    [Fact]
    public async Task Publishing_again_waits_while_the_call_may_run()
    {
        var late = await SweptAsync("late-again");

        var refused = await AgainAsync(late);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(3));
        var allowed = await AgainAsync(late);

        Assert.Equal("Publishing.StillRunning", refused.Problem?.TextKey);
        Assert.InRange(Assert.IsType<int>(Assert.Single(refused.Problem!.Args)), 1, 239);
        Assert.True(allowed.Ok);
        Assert.Equal(PublicationState.Scheduled, (await domain.PublicationAsync(late.Tenant, late.Due.Id)).State);
    }

    [Fact]
    public async Task Lost_lease_cancels_the_call_as_unknown()
    {
        var tenant = await domain.AddTenantAsync("lost-lease");
        var called = new TaskCompletionSource();
        domain.Platform.Script["News@lost-lease"] = async ct =>
        {
            called.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return Published;
        };
        var id = await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        var publishing = domain.Publisher.PublishDueAsync(None);
        await called.Task;

        await domain.SystemSqlAsync($"update publications set lease_until = app_now() - interval '1 hour' where id = '{id}'");
        await domain.AdvanceAsync(TimeSpan.FromSeconds(15));
        await publishing.WaitAsync(TimeSpan.FromMinutes(1));
        await domain.Publisher.PublishDueAsync(None);

        var publication = await domain.PublicationAsync(tenant, id);
        Assert.Equal((PublicationState.Unknown, "lease_lost", 1), (publication.State, publication.LastCode, domain.Platform.CallsTo(tenant)));
    }

    private static Task<Result> AgainAsync(Late late) =>
        late.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Owner, s => s.PublishAgainAsync(late.Due.Id, None));

    private async Task<bool> RecordAsync(Late late, PublishOutcome outcome) =>
        Assert.Single(await domain.Queue.RecordAsync([Ending.Of(late.Due, late.AttemptId, outcome, new(), 0.5)]));

    /// <summary>Begun by a node that then fell silent, and swept.</summary>
    private async Task<Late> SweptAsync(string slug)
    {
        var tenant = await domain.AddTenantAsync(slug);
        await domain.AddDueAsync(tenant, await domain.AddChannelAsync(tenant));
        var late = await BeginAsync(tenant);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await domain.Queue.SweepAsync(None);
        Assert.Equal(PublicationState.Unknown, (await domain.PublicationAsync(tenant, late.Due.Id)).State);
        return late;
    }

    private async Task<Late> BeginAsync(TestTenant tenant)
    {
        var due = Assert.Single(await domain.Queue.ClaimAsync(100, None), d => d.TenantId == tenant.Id);
        var attemptId = Ids.New(domain.Clock);
        Assert.Equal([true], await domain.Queue.BeginSendingAsync([new(due.TenantId, due.Id, due.Fence, attemptId, "print")], "silent"));
        return new(tenant, due, attemptId);
    }

    private sealed record Late(TestTenant Tenant, DuePublication Due, Guid AttemptId);
}
