using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Content.Approvals;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace ContentFactory.Tests.Content.Approvals;

/// <summary>Links as their makers make them, see them and take them back.</summary>
public sealed class ApprovalLinksTests(ApprovalDomain domain) : IClassFixture<ApprovalDomain>
{
    [Theory]
    [InlineData("", 7, null, "Recipient", "Content.LinkRecipientMissing")]
    [InlineData("Anna", 0, null, "Days", "Content.LinkDays")]
    [InlineData("Anna", 31, null, "Days", "Content.LinkDays")]
    [InlineData("Anna", 7, 501, "Note", "Content.TooLong")]
    public async Task What_is_wrong_is_said_at_its_field(string recipient, int days, int? noteLength, string field, string key)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var made = await tenant.LinkAsync(await tenant.WaitingAsync(), recipient, days, note: noteLength is { } length ? new string('n', length) : null);
        Assert.Equal((field, key), (made.Problem?.Field, made.Problem?.TextKey));
    }

    [Theory]
    [InlineData(MemberRole.Editor)]
    [InlineData(MemberRole.Viewer)]
    public async Task Only_who_may_decide_lets_others_decide(MemberRole role)
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        var link = (await tenant.LinkAsync(post)).Value;
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.LinkAsync(post, role: role));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ApprovalLinks, Result>(role, l => l.RevokeAsync(link.Id)));
        await Assert.ThrowsAsync<NotPermittedException>(() => tenant.AsAsync<ApprovalLinks, IReadOnlyList<ApprovalLinkRow>>(role, l => l.OfPostAsync(post.Id)));
    }

    [Fact]
    public async Task A_link_is_made_for_the_version_that_waits()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var draft = await tenant.NewAsync("draft");
        Assert.Equal("Content.NotReady", (await tenant.LinkAsync(draft)).Problem?.TextKey);
        var post = await tenant.WaitingAsync();
        Assert.Equal("Content.VersionChanged", (await tenant.LinkAsync(post with { Version = post.Version - 1 })).Problem?.TextKey);
        Assert.True((await tenant.LinkAsync(post)).Ok);
    }

    [Fact]
    public async Task Posts_and_links_of_another_tenant_are_not_found()
    {
        var (tenant, other) = (await PostRig.TenantAsync(domain), await PostRig.TenantAsync(domain));
        var post = await tenant.WaitingAsync();
        var link = (await tenant.LinkAsync(post)).Value;
        Assert.Equal(ProblemKind.NotFound, (await other.LinkAsync(post)).Problem?.Kind);
        Assert.Equal(ProblemKind.NotFound, (await other.AsAsync<ApprovalLinks, Result>(MemberRole.Owner, l => l.RevokeAsync(link.Id))).Problem?.Kind);
        Assert.Empty(await other.LinksAsync(post));
        Assert.Equal(LinkState.Open, Assert.Single(await tenant.LinksAsync(post)).State);
    }

    [Fact]
    public async Task The_list_says_what_became_of_each()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var post = await tenant.WaitingAsync();
        var (revoked, signed) = ((await tenant.LinkAsync(post, "Revoked")).Value, await tenant.VisitAsync(post, "Signed"));
        Assert.True((await tenant.AsAsync<ApprovalLinks, Result>(MemberRole.Owner, l => l.RevokeAsync(revoked.Id))).Ok);
        Assert.Equal("Content.LinkGone", (await tenant.AsAsync<ApprovalLinks, Result>(MemberRole.Owner, l => l.RevokeAsync(revoked.Id))).Problem?.TextKey);
        Assert.True((await domain.Door().ApproveAsync(signed, "Anna Guest")).Ok);
        var rows = (await tenant.LinksAsync(post)).ToDictionary(r => r.Recipient);
        Assert.Equal((LinkState.Revoked, null, "approver"), (rows["Revoked"].State, rows["Revoked"].Decision, rows["Revoked"].CreatedBy));
        Assert.Equal((LinkState.Decided, GuestDecision.Approved, "Anna Guest"), (rows["Signed"].State, rows["Signed"].Decision, rows["Signed"].GuestName));
        Assert.Equal(3, await tenant.AuditedAsync(Permission.SendForApproval));
    }

    [Fact]
    public async Task The_database_can_not_lead_a_guest_in()
    {
        var tenant = await PostRig.TenantAsync(domain);
        var link = (await tenant.LinkAsync(await tenant.WaitingAsync())).Value;
        var token = link.Address.Split('/')[^1];
        var hash = await tenant.DbAsync(db => db.ApprovalLinks.Select(l => l.TokenHash).SingleAsync());
        Assert.DoesNotContain(token, Encoding.Latin1.GetString(hash) + Convert.ToBase64String(hash), StringComparison.Ordinal);
        var kept = await tenant.DbAsync(db => db.AuditLog.AsNoTracking().Select(a => a.After).ToListAsync());
        Assert.All(kept, after => Assert.DoesNotContain(token, after?.RootElement.ToString() ?? "", StringComparison.Ordinal));
        Assert.DoesNotContain(token, $"{link} {ApprovalRig.At(link.Address)}", StringComparison.Ordinal);
    }
}
