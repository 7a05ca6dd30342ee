using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>Somebody without an account decides about one version of a post.</summary>
public sealed class GuestApprovalTests(ApprovalDomain domain) : IClassFixture<ApprovalDomain>
{
    private ApprovalDoor Door => domain.Door();

    [Fact]
    public async Task A_guest_reads_the_version_and_approves_it()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync("As it goes out");
        var visit = await tenant.VisitAsync(post);
        var seen = (await Door.LookAsync(visit)).Value;
        Assert.Equal((LinkState.Open, "As it goes out", "approver"), (seen.State, seen.Reading!.Text, seen.InvitedBy));

        var done = (await Door.ApproveAsync(visit, "  Anna Guest ")).Value;

        Assert.Equal((LinkState.Decided, GuestDecision.Approved, "Anna Guest", (GuestReading?)null), (done.State, done.Decision, done.GuestName, done.Reading));
        var view = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Approved, "Anna Guest"), (view.Status, view.ApproverName));
        Assert.Equal(("Anna Guest", (string?)null, PostStatus.Approved, false), (view.Decisions[0].GuestName, view.Decisions[0].PersonName, view.Decisions[0].Status, view.Decisions[0].ByRule));
        Assert.Null(await tenant.DbAsync(db => db.Posts.Where(p => p.Id == post.Id).Select(p => p.ApproverId).SingleAsync()));
    }

    [Fact]
    public async Task The_audit_log_and_the_notices_say_who_decided_by_whose_link()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        Assert.True((await Door.RejectAsync(await tenant.VisitAsync(post), "Anna Guest", "Other picture")).Ok);

        var entry = await tenant.DbAsync(db => db.AuditLog.AsNoTracking().SingleAsync(a => a.Action == Permission.ApproveByLink));
        Assert.Equal((Guid.Empty, "approval link", post.Id, "10.9.8.7"), (entry.PersonId, entry.Reason, entry.EntityId, entry.Address));
        var after = entry.After!.RootElement.ToString();
        Assert.Contains("Anna Guest", after, StringComparison.Ordinal);
        Assert.Contains($"{tenant.Person(MemberRole.Approver)}", after, StringComparison.Ordinal);
        var told = await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Content.Notice_GuestRejected").Select(n => n.PersonId).ToListAsync());
        Assert.Equal(new[] { tenant.Person(MemberRole.Editor), tenant.Person(MemberRole.Approver) }.Order(), told.Order());
        Assert.Equal((PostStatus.Draft, "Other picture"), ((await tenant.ViewAsync(post.Id)).Status, (await tenant.ViewAsync(post.Id)).RejectionComment));
        Assert.Empty(await tenant.DbAsync(db => db.Notifications.Where(n => n.TextKey == "Content.Notice_Ready" && n.ReadAt == null).ToListAsync()));
    }

    [Fact]
    public async Task A_guest_sees_the_link_and_which_files_a_network_gets()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.NewAsync("Words");
        var file = await History.VersionRestorerTests.FileAsync(tenant, "cup.png");
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, e => e.SaveAsync(post.Id, post.Version, PostRig.Text("Words") with { Link = "https://shop.example/cup" }));
        await tenant.AsAsync<PostEditor, Result<int>>(MemberRole.Editor, async e => await e.SetMediaAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, [new(file)]));
        await tenant.AsAsync<Domain.Content.Variants.PostVariantEditor, Result<int>>(MemberRole.Editor, async e => await e.ChooseMediaAsync(post.Id, (await tenant.ViewAsync(post.Id)).Version, "telegram", []));
        Assert.True((await tenant.ReadyAsync(await tenant.ViewAsync(post.Id))).Ok);

        var reading = (await Door.LookAsync(await tenant.VisitAsync(await tenant.ViewAsync(post.Id)))).Value.Reading!;

        Assert.Equal("https://shop.example/cup", reading.Link);
        Assert.Equal(["cup.png"], reading.Media.Select(m => m.Name));
        Assert.Equal("telegram", Assert.Single(reading.Networks).Platform);
        Assert.Empty(reading.Networks[0].Files!);
    }

    [Theory]
    [InlineData("update people set deactivated_at = app_now() where id = '{0}'")]
    [InlineData("delete from members where person_id = '{0}'")]
    public async Task A_link_leads_nowhere_once_its_maker_has_no_place(string lost)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var visit = await tenant.VisitAsync(await tenant.WaitingAsync());
        Assert.True((await Door.LookAsync(visit)).Ok);
        await using (var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner")))
            Assert.Equal(1, await Sql.RunAsync(connection, string.Format(System.Globalization.CultureInfo.InvariantCulture, lost, tenant.Person(MemberRole.Approver))));

        Assert.False((await Door.LookAsync(visit)).Ok);
        Assert.False((await Door.ApproveAsync(visit, "Anna")).Ok);
    }

    [Fact]
    public async Task A_name_is_always_needed_and_a_reason_to_reject()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var visit = await tenant.VisitAsync(await tenant.WaitingAsync());
        Assert.Equal(("Name", "Content.GuestNameMissing"), Fault(await Door.ApproveAsync(visit, " ")));
        Assert.Equal(("Name", "Content.GuestNameMissing"), Fault(await Door.RejectAsync(visit, null, "why")));
        Assert.Equal(("Comment", "Content.CommentMissing"), Fault(await Door.RejectAsync(visit, "Anna", " \n ")));
        Assert.Equal(("Comment", "Content.TooLong"), Fault(await Door.RejectAsync(visit, "Anna", new string('a', 2001))));
        Assert.Equal(LinkState.Open, (await Door.LookAsync(visit)).Value.State);
    }

    [Fact]
    public async Task A_changed_post_is_not_shown_and_takes_no_decision()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        var visit = await tenant.VisitAsync(post);
        await tenant.SaveAsync(post, "not for the guest");
        await tenant.ReadyAsync(await tenant.ViewAsync(post.Id));

        var seen = (await Door.LookAsync(visit)).Value;
        Assert.Equal((LinkState.Changed, (GuestReading?)null), (seen.State, seen.Reading));
        Assert.Equal("Content.LinkChanged", (await Door.ApproveAsync(visit, "Anna")).Problem?.TextKey);
        Assert.Equal("Content.LinkChanged", (await Door.RejectAsync(visit, "Anna", "why")).Problem?.TextKey);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task Each_end_of_a_link_is_told_and_takes_no_decision()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var (revoked, settled, archived, waiting) = (await tenant.WaitingAsync(), await tenant.WaitingAsync(), await tenant.WaitingAsync(), await tenant.WaitingAsync());
        var link = (await tenant.LinkAsync(revoked)).Value;
        var visits = new[] { ApprovalRig.At(link.Address), await tenant.VisitAsync(settled), await tenant.VisitAsync(archived), await tenant.VisitAsync(waiting) };
        await tenant.AsAsync<ApprovalLinks, Result>(MemberRole.Approver, l => l.RevokeAsync(link.Id));
        await tenant.ApproveAsync(settled.Id, settled.Version);
        await tenant.AsAsync<PostEditor, Result>(MemberRole.Editor, e => e.ArchiveAsync(archived.Id));
        await tenant.AsAsync<PostApproval, Result>(MemberRole.Owner, a => a.RejectAsync(waiting.Id, "no"));
        foreach (var (visit, state) in visits.Zip([LinkState.Revoked, LinkState.Settled, LinkState.Archived, LinkState.Waiting]))
        {
            var seen = (await Door.LookAsync(visit)).Value;
            Assert.Equal((state, (GuestReading?)null), (seen.State, seen.Reading));
            Assert.Equal($"Content.Link{state}", (await Door.ApproveAsync(visit, "Anna")).Problem?.TextKey);
            Assert.Equal($"Content.Link{state}", (await Door.RejectAsync(visit, "Anna", "why")).Problem?.TextKey);
        }
    }

    [Fact]
    public async Task A_link_ends_on_its_day()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var visit = await tenant.VisitAsync(await tenant.WaitingAsync(), days: 1);
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        Assert.Equal(LinkState.Open, (await Door.LookAsync(visit)).Value.State);
        await domain.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(LinkState.Expired, (await Door.LookAsync(visit)).Value.State);
        Assert.Equal("Content.LinkExpired", (await Door.ApproveAsync(visit, "Anna")).Problem?.TextKey);
    }

    [Fact]
    public async Task A_link_does_no_more_than_its_maker_could_now()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        var visit = await tenant.VisitAsync(post);
        await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == tenant.Person(MemberRole.Approver)).ExecuteUpdateAsync(m => m.SetProperty(r => r.Role, MemberRole.Editor)));
        Assert.Equal("Content.LinkOver", (await Door.LookAsync(visit)).Problem?.TextKey);
        Assert.Equal("Content.LinkOver", (await Door.ApproveAsync(visit, "Anna")).Problem?.TextKey);
        Assert.Equal(PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task Of_twenty_clicks_at_once_one_decides()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        var visit = await tenant.VisitAsync(post);
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => n % 2 == 0 ? Door.ApproveAsync(visit, "Anna") : Door.RejectAsync(visit, "Anna", "why")));
        Assert.Single(answers, a => a.Ok);
        Assert.All(answers.Where(a => !a.Ok), a => Assert.Equal("Content.LinkDecided", a.Problem!.TextKey));
        Assert.Equal(1, await tenant.AuditedAsync(Permission.ApproveByLink));
    }

    [Fact]
    public async Task A_guest_and_a_member_are_two()
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.RequireAsync(2);
        var post = await tenant.WaitingAsync();
        Assert.True((await Door.ApproveAsync(await tenant.VisitAsync(post), "Anna")).Ok);
        var half = await tenant.ViewAsync(post.Id);
        Assert.Equal((PostStatus.Ready, "Anna"), (half.Status, half.ApproverName));
        Assert.True((await tenant.ApproveAsync(post.Id, post.Version)).Ok);
        Assert.Equal(PostStatus.Approved, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Theory]
    [InlineData("Anna", "anna ", "Boris", "Content.GuestOnceMore")]
    [InlineData("Anna", "Boris", "Anna", "Content.GuestOnceMore")]
    [InlineData("Anna", "Boris", "Boris", null)]
    public async Task Two_guests_are_two_by_name_and_by_recipient(string first, string second, string recipient, string? refused)
    {
        var tenant = await PostRig.TenantAsync(domain);
        await tenant.RequireAsync(2);
        var post = await tenant.WaitingAsync();
        Assert.True((await Door.ApproveAsync(await tenant.VisitAsync(post, "Anna"), first)).Ok);
        Assert.Equal(refused, (await Door.ApproveAsync(await tenant.VisitAsync(post, recipient), second)).Problem?.TextKey);
        Assert.Equal(refused is null ? PostStatus.Approved : PostStatus.Ready, (await tenant.ViewAsync(post.Id)).Status);
    }

    [Fact]
    public async Task Wrong_tokens_answer_alike_and_come_to_an_end()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var visit = await tenant.VisitAsync(await tenant.WaitingAsync());
        foreach (var token in new[] { new string('A', 43), "short", "", "привет", null })
            Assert.Equal("Content.LinkOver", (await Door.LookAsync(ApprovalRig.At("/") with { Token = token })).Problem?.TextKey);
        for (var i = 0; i < ApprovalDoor.Misses.Most; i++)
            Assert.Equal("Content.LinkOver", (await Door.ApproveAsync(visit with { Token = new string('B', 43) }, "Anna")).Problem?.TextKey);
        Assert.Equal("Content.LinkTooOften", (await Door.LookAsync(visit)).Problem?.TextKey);
        Assert.True((await Door.LookAsync(visit with { Network = "10.2.0.1" })).Ok);
    }

    private static (string?, string?) Fault(Result<GuestPost> answer) => (answer.Problem?.Field, answer.Problem?.TextKey);
}
