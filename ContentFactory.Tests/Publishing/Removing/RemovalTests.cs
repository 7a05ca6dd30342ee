using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Analytics;
using ContentFactory.Domain.Analytics.Days;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Publishing.Removing;

/// <summary>What becomes of a post that a person wants deleted at its network.</summary>
public sealed class RemovalTests(RemovalDomain domain) : IClassFixture<RemovalDomain>
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Post_is_deleted_with_its_parts_and_its_numbers_end()
    {
        var rig = await domain.PublishAsync("gone");

        Assert.True((await rig.AskAsync()).Ok);
        Assert.Equal((PublicationState.Published, RemovalState.Waiting), await rig.StandAsync());
        Assert.Equal(1, await rig.RunAsync());

        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await rig.StandAsync());
        var post = Assert.Single(domain.Platform.Deleted, d => d.Account == rig.Account).Post;
        Assert.Equal("gone-1: gone-1, gone-2", $"{post.ExternalId}: {string.Join(", ", post.PartIds)}");
        Assert.Null((await rig.PublicationAsync()).NextMetricsAt);
        Assert.Equal(PostStatus.Published, await rig.Tenant.DbAsync(db => db.Posts.Select(p => p.Status).SingleAsync()));
        var line = (await rig.DetailAsync()).Removal!;
        Assert.Equal(("approver", true, null), (line.AskedBy, line.EndedAt is not null, line.Reason));
        Assert.Empty(await rig.ToldAsync());
        Assert.Equal(0, await rig.RunAsync());
    }

    [Fact]
    public async Task Asking_twice_makes_one_row_one_call_and_one_line_of_audit()
    {
        var rig = await domain.PublishAsync("twice");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => rig.AskAsync(i % 2 == 0 ? MemberRole.Approver : MemberRole.Owner)));
        await rig.RunAsync();

        Assert.All(answers, a => Assert.Null(a.Problem));
        Assert.Equal(1, rig.Calls);
        Assert.Equal(1, await rig.Tenant.AuditedAsync(Permission.RemovePublications));
        Assert.Equal("Publishing.RemovalNotOut", (await rig.AskAsync()).Problem?.TextKey);
    }

    [Fact]
    public async Task Refusal_tells_who_asked_and_may_be_asked_again()
    {
        var rig = await domain.PublishAsync("refused");
        rig.Answers(new(DeleteKind.Refused, Problem.Conflict("Publishing.AccountRefused")));

        await rig.AskAsync();
        await rig.RunAsync();

        Assert.Equal((PublicationState.Published, RemovalState.Refused), await rig.StandAsync());
        Assert.Equal("Publishing.AccountRefused", (await rig.DetailAsync()).Removal!.Reason!.TextKey);
        Assert.Equal([rig.Tenant.Person(MemberRole.Approver)], await rig.ToldAsync());
        // the post stays, so its numbers go on
        Assert.NotNull((await rig.PublicationAsync()).NextMetricsAt);
        await domain.AdvanceAsync(TimeSpan.FromDays(2));
        Assert.Equal(0, await rig.RunAsync());

        rig.Answers(new(DeleteKind.Deleted));
        Assert.True((await rig.AskAsync(MemberRole.Owner)).Ok);
        Assert.Empty(await rig.ToldAsync());
        await rig.RunAsync();
        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await rig.StandAsync());
    }

    [Fact]
    public async Task Unclear_answer_is_asked_again_for_a_day_then_a_person_looks()
    {
        var rig = await domain.PublishAsync("unclear");
        rig.Answers(new(DeleteKind.Unknown, Problem.Unavailable("Publishing.AnswerLost")));
        await rig.AskAsync();
        await rig.RunAsync();
        Assert.Equal(0, await rig.RunAsync());
        Assert.Equal("Publishing.AnswerLost", (await rig.DetailAsync()).Removal!.Reason!.TextKey);

        for (var minutes = 0; minutes < 30 * 60 && (await rig.RowAsync())!.State is RemovalState.Waiting; minutes += 5)
        {
            await domain.AdvanceAsync(TimeSpan.FromMinutes(5));
            await rig.RunAsync();
        }

        Assert.Equal((PublicationState.Published, RemovalState.Refused), await rig.StandAsync());
        Assert.Equal("Publishing.RemovalUnclear", (await rig.RowAsync())!.ReasonKey);
        Assert.InRange(rig.Calls, 8, 20);
        Assert.InRange((await rig.RowAsync())!.EndedAt!.Value - (await rig.RowAsync())!.AskedAt, TimeSpan.FromHours(24), TimeSpan.FromHours(28.5));
        Assert.Single(await rig.ToldAsync());
    }

    [Fact]
    public async Task Limit_of_the_network_waits_its_own_time()
    {
        var rig = await domain.PublishAsync("limited");
        rig.Answers(new(DeleteKind.RateLimited, RetryAfter: TimeSpan.FromHours(5)));
        await rig.AskAsync();
        await rig.RunAsync();
        rig.Answers(new(DeleteKind.Deleted));

        await domain.AdvanceAsync(TimeSpan.FromHours(4.9));
        Assert.Equal(0, await rig.RunAsync());
        await domain.AdvanceAsync(TimeSpan.FromHours(0.2));
        Assert.Equal(1, await rig.RunAsync());

        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await rig.StandAsync());
    }

    [Fact]
    public async Task Node_that_dies_after_the_call_leaves_it_to_be_asked_again()
    {
        var rig = await domain.PublishAsync("died");
        using var killed = new CancellationTokenSource();
        domain.Platform.Deleting[rig.Account] = ct =>
        {
            killed.Cancel();
            throw new OperationCanceledException(ct);
        };
        await rig.AskAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => domain.Remover.RemoveDueAsync(killed.Token));
        Assert.Equal((PublicationState.Published, RemovalState.Waiting), await rig.StandAsync());
        Assert.Equal(0, await rig.RunAsync());

        // by now it is not there any more, which counts as deleted
        domain.Platform.Deleting.TryRemove(rig.Account, out _);
        await domain.AdvanceAsync(new PublishingOptions().CallWindow + TimeSpan.FromMinutes(1));
        Assert.Equal(1, await rig.RunAsync());

        Assert.Equal((2, (PublicationState.Deleted, (RemovalState?)RemovalState.Done)), (rig.Calls, await rig.StandAsync()));
    }

    [Fact]
    public async Task Late_doubt_of_an_older_call_changes_nothing_but_its_success_does()
    {
        var rig = await domain.PublishAsync("late");
        var queue = domain.Services.GetRequiredService<RemovalQueue>();
        await rig.AskAsync();
        var first = Assert.Single(await queue.ClaimAsync(5, TimeSpan.FromMinutes(1), None));
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Single(await queue.ClaimAsync(5, TimeSpan.FromMinutes(1), None));

        Assert.False(await queue.RecordAsync(first, RemovalEnding.Of(first, new(DeleteKind.Refused))));
        Assert.Equal((PublicationState.Published, RemovalState.Waiting), await rig.StandAsync());
        Assert.True(await queue.RecordAsync(first, RemovalEnding.Of(first, new(DeleteKind.Deleted))));
        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await rig.StandAsync());
    }

    [Fact]
    public async Task Numbers_that_find_it_gone_meanwhile_blame_nobody()
    {
        var rig = await domain.PublishAsync("reading");
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        var due = Assert.Single(await domain.Services.GetRequiredService<MetricsQueue>().ClaimAsync(None), d => d.PublicationId == rig.Id);
        await rig.AskAsync();

        Assert.False(await domain.Services.GetRequiredService<SnapshotWriter>().WriteAsync(due, new(MetricsKind.Removed), null, None));
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.DoesNotContain(await domain.Services.GetRequiredService<MetricsQueue>().ClaimAsync(None), d => d.PublicationId == rig.Id);
        await rig.RunAsync();

        Assert.Equal((PublicationState.Deleted, RemovalState.Done), await rig.StandAsync());
    }
}
