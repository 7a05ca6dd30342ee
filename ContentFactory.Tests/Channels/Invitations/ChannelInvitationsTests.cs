using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ContentFactory.Tests.Channels.Invitations.GuestDomain;

namespace ContentFactory.Tests.Channels.Invitations;

/// <summary>Links that members make, see and take back.</summary>
public sealed class ChannelInvitationsTests(GuestDomain domain) : IClassFixture<GuestDomain>
{
    [Fact]
    public async Task A_link_says_who_asks_for_what_and_is_listed_with_what_came_by_it()
    {
        var tenant = await domain.TenantAsync("listed");
        var issued = (await CreateAsync(tenant, Wanted(tenant, note: "  For the \u202ESpring\r\ncampaign "), MemberRole.Approver)).Value;
        Assert.StartsWith("https://factory.example/connect/invitation/", issued.Link, StringComparison.Ordinal);
        var guest = At(new Uri(issued.Link).Segments[^1]);
        var card = (await domain.LookAsync(guest)).Value;
        Assert.Equal((tenant.Slug, "approver", "For the Spring campaign"), (card.Company, card.InvitedBy, card.Note));
        await domain.ChooseAsync(guest, await domain.SignInAsync(guest, "listed"), "listed");
        var row = Assert.Single(await tenant.AsAsync<ChannelInvitationQueries, IReadOnlyList<ChannelInvitationRow>>(MemberRole.Owner, q => q.OpenAsync(default)));
        Assert.Equal((issued.Id, "approver", false), (row.Id, row.InvitedBy, row.Expired));
        Assert.Equal("Account listed", Assert.Single(row.Channels).DisplayName);
    }

    [Theory]
    [InlineData(0, 7, "Channels.InvitationNumber")]
    [InlineData(11, 7, "Channels.InvitationNumber")]
    [InlineData(1, 0, "Channels.InvitationDays")]
    [InlineData(1, 365, "Channels.InvitationDays")]
    public async Task Wrong_numbers_are_refused(int perNetwork, int days, string key)
    {
        var tenant = await domain.TenantAsync($"numbers-{perNetwork}-{days}");
        Assert.Equal(key, (await CreateAsync(tenant, Wanted(tenant, perNetwork, days))).Problem!.TextKey);
    }

    [Fact]
    public async Task A_link_is_for_networks_that_the_company_signs_in_to()
    {
        var tenant = await domain.TenantAsync("networks");
        Assert.Equal("Channels.InvitationNetworkMissing", (await CreateAsync(tenant, Wanted(tenant) with { Platforms = [] })).Problem!.TextKey);
        Assert.Equal("Channels.InvitationNetworkOff", (await CreateAsync(tenant, Wanted(tenant) with { Platforms = ["telegram"] })).Problem!.TextKey);
        Assert.Equal("Channels.InvitationNoteLong", (await CreateAsync(tenant, Wanted(tenant, note: new string('n', 301)))).Problem!.TextKey);
        Assert.Equal("Channels.CompanyMissing", (await CreateAsync(tenant, Wanted(tenant) with { CompanyId = Ids.New(TimeProvider.System) })).Problem!.TextKey);
    }

    [Fact]
    public async Task Making_and_taking_back_are_for_those_who_connect_and_are_audited()
    {
        var (tenant, other) = (await domain.TenantAsync("rights"), await domain.TenantAsync("rights-other"));
        var (id, guest) = await InviteAsync(tenant);
        await Assert.ThrowsAsync<NotPermittedException>(() => CreateAsync(tenant, Wanted(tenant), MemberRole.Editor));
        await Assert.ThrowsAsync<NotPermittedException>(() => RevokeAsync(tenant, id, MemberRole.Editor));
        Assert.Equal(ProblemKind.NotFound, (await RevokeAsync(other, id, MemberRole.Owner)).Problem!.Kind);
        Assert.True((await domain.LookAsync(guest)).Ok);
        Assert.True((await RevokeAsync(tenant, id, MemberRole.Owner)).Ok);
        Assert.Equal("Channels.InvitationGone", (await RevokeAsync(tenant, id, MemberRole.Owner)).Problem!.TextKey);
        Assert.Equal(2, await tenant.DbAsync(db => db.AuditLog.CountAsync(a => a.Action == Permission.ConnectChannels && a.EntityId == id)));
        var kept = await tenant.DbAsync(db => db.AuditLog.AsNoTracking().Where(a => a.EntityId == id).Select(a => a.After).ToListAsync());
        Assert.DoesNotContain(guest.Token, string.Concat(kept.Select(k => k!.RootElement.GetRawText())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Taking_back_ends_what_is_under_way()
    {
        var tenant = await domain.TenantAsync("under-way");
        var (id, guest) = await InviteAsync(tenant);
        var signIn = await domain.SignInAsync(guest, "under-way");
        Assert.True((await RevokeAsync(tenant, id, MemberRole.Owner)).Ok);
        Assert.Equal("Channels.InvitationOver", (await domain.ChooseAsync(guest, signIn, "under-way")).Problem!.TextKey);
        Assert.Equal(0, await tenant.DbAsync(db => db.ChannelSignIns.CountAsync()));
    }

    private static Task<Result> RevokeAsync(TestTenant tenant, Guid id, MemberRole role) => tenant.AsAsync<ChannelInvitations, Result>(role, i => i.RevokeAsync(id, default));
}
