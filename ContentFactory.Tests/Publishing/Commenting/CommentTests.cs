using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Platforms;
using ContentFactory.Domain.Publishing;
using ContentFactory.Tests.Content;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Publishing.Commenting;

/// <summary>What becomes of the comment that follows a post.</summary>
public sealed class CommentTests(CommentDomain domain) : IClassFixture<CommentDomain>
{
    [Fact]
    public async Task Row_is_made_with_the_posts_own_end_and_sent_once()
    {
        var rig = await domain.PublishAsync("once");
        Assert.Equal((FirstCommentState.Waiting, "Order here", 0), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.Words, rig.Calls));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => rig.RunAsync()));

        var call = Assert.Single(domain.Platform.Commented, c => c.Account == rig.Account);
        Assert.Equal(("once-1", "once-2", "Order here"), (call.Post.ExternalId, call.Post.Last, call.Words));
        var line = await rig.LineAsync();
        Assert.Equal((FirstCommentState.Sent, "https://t.example/c", null, true), (line.State, line.Url, line.Reason, line.EndedAt is not null));
        Assert.Equal((0, 0), ((await rig.ToldAsync(CommentRig.RefusedNotice)).Count, (await rig.ToldAsync(CommentRig.UnknownNotice)).Count));
        await rig.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(6));
        Assert.Equal(1, rig.Calls);
    }

    [Fact]
    public async Task Post_without_a_comment_and_story_get_none()
    {
        var plain = await domain.PublishAsync("plain", words: null);
        var story = await domain.PlanAsync("story");
        await domain.SystemSqlAsync($"update publications set kind = 'story' where id = '{story.Id}'");
        await domain.Publisher.PublishDueAsync(CommentDomain.None);

        Assert.Equal((null, null), (await plain.RowAsync(), await story.RowAsync()));
        Assert.Equal(PublicationState.Published, (await domain.PublicationAsync(story.Tenant, story.Id)).State);
    }

    [Fact]
    public async Task Delay_is_waited_and_the_words_stay_those_that_were_approved()
    {
        var rig = await domain.PlanAsync("delayed", delay: 30);
        Assert.Equal((null, 30), ((await rig.LineAsync()).State, (await rig.LineAsync()).Delay));
        await domain.Publisher.PublishDueAsync(CommentDomain.None);
        await domain.SystemSqlAsync($"update post_variants set first_comment = 'Changed since' where post_id = '{rig.PostId}'");

        await domain.AdvanceAsync(TimeSpan.FromMinutes(29));
        await rig.RunAsync();
        Assert.Equal(0, rig.Calls);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(2));
        await rig.RunAsync();

        Assert.Equal("Order here", Assert.Single(domain.Platform.Commented, c => c.Account == rig.Account).Words);
        Assert.Equal(FirstCommentState.Sent, await rig.StateAsync());
    }

    [Fact]
    public async Task Proved_unsent_is_repeated_for_six_hours_then_people_are_told()
    {
        var rig = await domain.PublishAsync("unsent");
        rig.Answers(CommentKind.NotSent, reason: Problem.Unavailable("Publishing.NotReached"));

        await rig.PassAsync(TimeSpan.FromHours(9), TimeSpan.FromMinutes(5));

        Assert.Equal((FirstCommentState.Refused, "Publishing.NotReached"), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.ReasonKey));
        Assert.InRange(rig.Calls, 8, 20);
        Assert.InRange((await rig.RowAsync())!.EndedAt!.Value - (await rig.RowAsync())!.AskedAt, TimeSpan.FromHours(6), TimeSpan.FromHours(7.5));
        Assert.NotEmpty(await rig.ToldAsync(CommentRig.RefusedNotice));
    }

    [Fact]
    public async Task Proved_unsent_goes_out_once_when_the_network_is_back()
    {
        var rig = await domain.PublishAsync("back");
        rig.Answers(CommentKind.NotSent);
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Waiting, true), (await rig.StateAsync(), (await rig.RowAsync())!.NextTryAt is not null));
        rig.AnswersWell();

        await rig.PassAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));

        Assert.Equal((FirstCommentState.Sent, 2), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Limit_of_the_network_waits_its_own_time()
    {
        var rig = await domain.PublishAsync("limited");
        rig.Answers(CommentKind.RateLimited, TimeSpan.FromHours(5));
        await rig.RunAsync();
        rig.AnswersWell();

        await rig.PassAsync(TimeSpan.FromHours(4.9), TimeSpan.FromHours(0.7));
        Assert.Equal(1, rig.Calls);
        await rig.PassAsync(TimeSpan.FromHours(0.8), TimeSpan.FromHours(0.4));

        Assert.Equal((FirstCommentState.Sent, 2), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Refusal_tells_who_hears_of_failed_posts_and_may_be_tried_again()
    {
        var rig = await domain.PublishAsync("refused");
        rig.Answers(CommentKind.Refused, reason: Problem.Conflict("Publishing.CommentRefused"));
        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Refused, "Publishing.CommentRefused"), ((await rig.LineAsync()).State, (await rig.LineAsync()).Reason!.TextKey));
        Assert.Equal(
            new[] { MemberRole.Owner, MemberRole.Approver, MemberRole.Editor }.Select(rig.Tenant.Person).Order(), (await rig.ToldAsync(CommentRig.RefusedNotice)).Order());
        await rig.PassAsync(TimeSpan.FromDays(2), TimeSpan.FromHours(6));
        Assert.Equal(1, rig.Calls);

        rig.AnswersWell();
        Assert.True((await rig.SendAgainAsync()).Ok);
        Assert.Empty(await rig.ToldAsync(CommentRig.RefusedNotice));
        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Sent, 2, 1), (await rig.StateAsync(), rig.Calls, await rig.Tenant.AuditedAsync(Permission.SettleUnknown)));
        Assert.Equal("Publishing.CommentNotUnknown", (await rig.SendAgainAsync()).Problem?.TextKey);
    }

    [Theory]
    [InlineData("update tenants set publishing_stopped_at = app_now() where id = '{0}'", "update tenants set publishing_stopped_at = null where id = '{0}'")]
    [InlineData("update tenants set status = 'suspended' where id = '{0}'", "update tenants set status = 'active' where id = '{0}'")]
    [InlineData("update channels set status = 'paused' where tenant_id = '{0}'", "update channels set status = 'active' where tenant_id = '{0}'")]
    public async Task What_holds_publications_holds_comments(string hold, string release)
    {
        var rig = await domain.PublishAsync($"held-{hold.Length}");
        await domain.SystemSqlAsync(string.Format(null, hold, rig.Tenant.Id));
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Waiting, 0), (await rig.StateAsync(), rig.Calls));

        await domain.SystemSqlAsync(string.Format(null, release, rig.Tenant.Id));
        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Sent, 1), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Held_for_more_than_a_day_it_asks_instead_of_going_out()
    {
        var rig = await domain.PublishAsync("overdue");
        Assert.True((await rig.Tenant.AsAsync<PublishingSwitch, Result>(MemberRole.Owner, s => s.StopAsync(CommentDomain.None))).Ok);
        Assert.True((await rig.LineAsync()).IsHeld);
        await domain.AdvanceAsync(TimeSpan.FromHours(25));
        Assert.True((await rig.Tenant.AsAsync<PublishingSwitch, Result<Resumption>>(MemberRole.Owner, s => s.ResumeAsync(CommentDomain.None))).Ok);

        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Refused, "Publishing.CommentOverdue", 0), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.ReasonKey, rig.Calls));
        Assert.True((await rig.SendAgainAsync()).Ok);
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Sent, 1), (await rig.StateAsync(), rig.Calls));
    }

    [Fact]
    public async Task Post_that_was_deleted_meanwhile_gets_none_and_nobody_is_told()
    {
        domain.Platform.Deletes = true;
        var rig = await domain.PublishAsync("deleted");
        Assert.True((await rig.Tenant.AsAsync<PublicationRemovals, Result>(MemberRole.Approver, r => r.RemoveAsync(rig.Id, CommentDomain.None))).Ok);
        await rig.RunAsync();
        Assert.Equal((FirstCommentState.Waiting, 0), (await rig.StateAsync(), rig.Calls));
        await domain.SystemSqlAsync($"update publication_removals set state = 'done', ended_at = app_now() where publication_id = '{rig.Id}'");
        await domain.SystemSqlAsync($"update publications set state = 'deleted' where id = '{rig.Id}'");

        await rig.RunAsync();

        Assert.Equal((FirstCommentState.Refused, "Publishing.CommentPostGone", 0), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.ReasonKey, rig.Calls));
        Assert.Empty(await rig.ToldAsync(CommentRig.RefusedNotice));
        Assert.Equal("Publishing.CommentPostGone", (await rig.SendAgainAsync()).Problem?.TextKey);
    }

    [Fact]
    public async Task Post_that_a_person_found_gets_its_comment_too()
    {
        var rig = await domain.PlanAsync("found");
        domain.Platform.Script[rig.Account] = _ => Task.FromResult(new PublishOutcome(PublishKind.Unknown));
        await domain.Publisher.PublishDueAsync(CommentDomain.None);
        Assert.Null(await rig.RowAsync());

        Assert.True((await rig.Tenant.AsAsync<PostSchedule, Result>(MemberRole.Approver, s => s.SettleAsPublishedAsync(rig.Id, null, CommentDomain.None))).Ok);
        await rig.RunAsync();

        // its number is not known, so a person has to write it there
        Assert.Equal((FirstCommentState.Refused, "Publishing.CommentNoNumber", 0), ((await rig.RowAsync())!.State, (await rig.RowAsync())!.ReasonKey, rig.Calls));
    }

    [Theory]
    [InlineData(MemberRole.Viewer)]
    [InlineData(MemberRole.Editor)]
    public async Task Who_may_not_decide_is_refused_and_another_tenant_finds_none(MemberRole role)
    {
        var rig = await domain.PublishAsync($"rights-{role}".ToLowerInvariant());
        rig.Answers(CommentKind.Refused);
        await rig.RunAsync();
        var other = await domain.AddTenantAsync($"stranger-{role}".ToLowerInvariant());

        await Assert.ThrowsAsync<NotPermittedException>(() => rig.SendAgainAsync(role));
        await Assert.ThrowsAsync<NotPermittedException>(() => rig.ThereAsync(role));
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<FirstComments, Result>(MemberRole.Owner, c => c.SendAgainAsync(rig.Id, CommentDomain.None))).Problem?.Kind);
        Assert.Equal((FirstCommentState.Refused, 1), (await rig.StateAsync(), rig.Calls));
    }
}
