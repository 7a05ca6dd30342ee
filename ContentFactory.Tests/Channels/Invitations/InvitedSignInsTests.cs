using System.Text;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Channels;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static ContentFactory.Tests.Channels.Invitations.GuestDomain;
using static ContentFactory.Tests.Channels.SignIns.SignInDomain;

namespace ContentFactory.Tests.Channels.Invitations;

/// <summary>Somebody without an account connects the own account by a link.</summary>
public sealed class InvitedSignInsTests(GuestDomain domain) : IClassFixture<GuestDomain>
{
    private const string Over = "Channels.InvitationOver";

    [Fact]
    public async Task A_guest_connects_the_chosen_account_to_the_company()
    {
        var tenant = await domain.TenantAsync("guest");
        var (id, guest) = await InviteAsync(tenant);
        var signIn = await domain.SignInAsync(guest, "mine", "other");
        var connected = (await domain.ChooseAsync(guest, signIn, "mine")).Value;
        Assert.Equal("token-mine", await domain.TokenAsync(tenant, connected.ChannelId));
        var channel = await tenant.DbAsync(db => db.Channels.AsNoTracking().SingleAsync());
        Assert.Equal(("mine", tenant.CompanyId, true), (channel.AccountId, channel.CompanyId, channel.MayPublish));
        var use = await tenant.DbAsync(db => db.ChannelInvitationUses.AsNoTracking().SingleAsync());
        Assert.Equal((id, channel.Id, 1), (use.InvitationId, use.ChannelId, use.Number));
        Assert.Equal([true, false], (await domain.OfferAsync(guest, signIn)).Value.Accounts.Select(a => a.IsConnected));
    }

    [Fact]
    public async Task The_audit_log_the_history_and_the_inviter_say_by_whose_link()
    {
        var tenant = await domain.TenantAsync("told");
        var (id, guest) = await InviteAsync(tenant);
        var channel = (await domain.ChooseAsync(guest, await domain.SignInAsync(guest, "told"), "told")).Value.ChannelId;
        var entry = await tenant.DbAsync(db => db.AuditLog.AsNoTracking().SingleAsync(a => a.Action == Permission.ConnectByInvitation));
        Assert.Equal((Guid.Empty, "channel invitation", channel, "10.9.8.7"), (entry.PersonId, entry.Reason, entry.EntityId, entry.Address));
        Assert.Contains($"{id}", entry.After!.RootElement.ToString(), StringComparison.Ordinal);
        Assert.Contains($"{tenant.Person(MemberRole.Owner)}", entry.After!.RootElement.ToString(), StringComparison.Ordinal);
        var notice = await tenant.DbAsync(db => db.Notifications.AsNoTracking().SingleAsync(n => n.TextKey == "Channels.Notice_Invited"));
        Assert.Equal((tenant.Person(MemberRole.Owner), $"channels/{channel}"), (notice.PersonId, notice.Link));
        var history = await tenant.AsAsync<HealthQueries, IReadOnlyList<CareLine>>(MemberRole.Viewer, h => h.HistoryAsync(channel, default));
        Assert.Equal(["owner"], history.Select(l => l.InvitedBy).OfType<string>());
        Assert.Equal("owner", (await tenant.AsAsync<ChannelQueries, ChannelDetails?>(MemberRole.Viewer, q => q.OneAsync(channel, default)))!.InvitedBy);
    }

    [Fact]
    public async Task Links_that_lead_nowhere_all_answer_the_same()
    {
        var tenant = await domain.TenantAsync("nowhere");
        var (revoked, taken) = await InviteAsync(tenant);
        Assert.True((await tenant.AsAsync<ChannelInvitations, Result>(MemberRole.Approver, i => i.RevokeAsync(revoked, default))).Ok);
        foreach (var guest in new[] { taken, At(new string('A', 43)), At("short"), At(""), At("привет") })
            foreach (var problem in new[]
                     {
                         (await domain.LookAsync(guest)).Problem, (await domain.LeaveAsync(guest)).Problem, (await domain.ReturnAsync(guest, $"-~{new string('A', 43)}", "code")).Problem,
                         (await domain.OfferAsync(guest, Ids.New(TimeProvider.System))).Problem, (await domain.ChooseAsync(guest, Ids.New(TimeProvider.System), "any")).Problem,
                     })
                Assert.Equal((ProblemKind.NotFound, Over), (problem!.Kind, problem.TextKey));
    }

    [Fact]
    public async Task A_link_does_no_more_than_its_maker_could()
    {
        var tenant = await domain.TenantAsync("dismissed");
        var issued = (await CreateAsync(tenant, Wanted(tenant), MemberRole.Approver)).Value;
        var guest = At(new Uri(issued.Link).Segments[^1]);
        var signIn = await domain.SignInAsync(guest, "mine");
        await tenant.DbAsync(db => db.Members.Where(m => m.PersonId == tenant.Person(MemberRole.Approver)).ExecuteUpdateAsync(m => m.SetProperty(r => r.Role, MemberRole.Editor)));

        Assert.Equal(Over, (await domain.LookAsync(guest)).Problem?.TextKey);
        Assert.Equal(Over, (await domain.ChooseAsync(guest, signIn, "mine")).Problem?.TextKey);
        Assert.Empty(await tenant.DbAsync(db => db.Channels.ToListAsync()));
    }

    [Fact]
    public async Task A_link_ends_on_its_day()
    {
        var tenant = await domain.TenantAsync("days");
        var issued = (await CreateAsync(tenant, Wanted(tenant, days: 1))).Value;
        var guest = At(new Uri(issued.Link).Segments[^1]);
        await domain.AdvanceAsync(TimeSpan.FromHours(23));
        var signIn = await domain.SignInAsync(guest, "late");
        Assert.Equal("late", Assert.Single((await domain.OfferAsync(guest, signIn)).Value.Accounts).AccountId);
        await domain.SystemSqlAsync($"update channel_invitations set created_at = created_at - interval '2 hours', expires_at = expires_at - interval '2 hours' where id = '{issued.Id}'");
        Assert.Equal(Over, (await domain.OfferAsync(guest, signIn)).Problem!.TextKey);
        Assert.Equal(Over, (await domain.ChooseAsync(guest, signIn, "late")).Problem!.TextKey);
    }

    [Fact]
    public async Task Only_the_browser_that_left_may_return_and_choose()
    {
        var tenant = await domain.TenantAsync("browser");
        var (_, guest) = await InviteAsync(tenant);
        var state = StateOf((await domain.LeaveAsync(guest)).Value);
        domain.Platform.Codes["code-browser"] = new Domain.Platforms.SignedIn([SignIns.SignInPlatform.Offer("mine", "t")], []);
        Assert.Equal("Channels.SignInOver", (await domain.ReturnAsync(guest.Elsewhere, state, "code-browser")).Problem!.TextKey);
        var id = (await domain.ReturnAsync(guest, state, "code-browser")).Value;
        Assert.Equal("Channels.SignInOver", (await domain.ReturnAsync(guest, state, "code-browser")).Problem!.TextKey);
        Assert.Equal("Channels.SignInOver", (await domain.OfferAsync(guest.Elsewhere, id)).Problem!.TextKey);
        Assert.Equal("Channels.SignInOver", (await domain.ChooseAsync(guest.Elsewhere, id, "mine")).Problem!.TextKey);
        Assert.True((await domain.ChooseAsync(guest, id, "mine")).Ok);
    }

    [Fact]
    public async Task Guests_and_members_can_not_go_on_with_each_others_ways()
    {
        var tenant = await domain.TenantAsync("mixed");
        var (_, guest) = await InviteAsync(tenant);
        domain.Platform.Codes["code-mixed"] = new Domain.Platforms.SignedIn([SignIns.SignInPlatform.Offer("mixed", "t")], []);
        var of = (Guest: StateOf((await domain.LeaveAsync(guest)).Value), Member: StateOf((await BeginAsync(tenant, guest.Visit.Session)).Value));
        Assert.Equal("Channels.SignInOver", (await SignIns.SignInDomain.ReturnAsync(tenant, of.Guest, "code-mixed", session: guest.Visit.Session)).Problem!.TextKey);
        Assert.Equal("Channels.SignInOver", (await domain.ReturnAsync(guest, of.Member, "code-mixed")).Problem!.TextKey);
    }

    [Fact]
    public async Task A_link_of_another_tenant_opens_nothing_here()
    {
        var (one, other) = (await domain.TenantAsync("link-one"), await domain.TenantAsync("link-other"));
        var (guest, foreign) = ((await InviteAsync(one)).Guest, (await InviteAsync(other)).Guest);
        var signIn = await domain.SignInAsync(guest, "one");
        Assert.Equal(ProblemKind.NotFound, (await domain.ChooseAsync(guest with { Token = foreign.Token }, signIn, "one")).Problem!.Kind);
        Assert.Equal(0, await other.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task A_link_is_used_up_by_so_many_accounts_as_it_is_for()
    {
        var tenant = await domain.TenantAsync("used");
        var (_, guest) = await InviteAsync(tenant, perNetwork: 2);
        var signIn = await domain.SignInAsync(guest, "a", "b", "c");
        Assert.True((await domain.ChooseAsync(guest, signIn, "a")).Ok);
        Assert.Single((await domain.LookAsync(guest)).Value.Networks);
        Assert.True((await domain.ChooseAsync(guest, signIn, "b")).Ok);
        Assert.Equal("Channels.InvitationUsed", (await domain.ChooseAsync(guest, signIn, "c")).Problem!.TextKey);
        Assert.Equal(Over, (await domain.LookAsync(guest)).Problem!.TextKey);
        Assert.Equal(Over, (await domain.LeaveAsync(guest)).Problem!.TextKey);
        Assert.Equal(2, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task Two_guests_at_once_can_not_both_take_the_last_place()
    {
        var tenant = await domain.TenantAsync("race");
        var (_, guest) = await InviteAsync(tenant);
        var guests = Enumerable.Range(0, 3).Select(_ => At(guest.Token)).ToList();
        var ways = new List<(Guest Guest, Guid SignIn, string Account)>();
        foreach (var (one, number) in guests.Select((g, i) => (g, i)))
            ways.Add((one, await domain.SignInAsync(one, $"race-{number}"), $"race-{number}"));
        var chosen = await Task.WhenAll(ways.Select(w => domain.ChooseAsync(w.Guest, w.SignIn, w.Account)));
        Assert.Single(chosen, c => c.Ok);
        Assert.All(chosen.Where(c => !c.Ok), c => Assert.Equal("Channels.InvitationUsed", c.Problem!.TextKey));
        Assert.Equal(1, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Theory]
    [InlineData("tenant", "update tenants set status = 'suspended' where id = :tenant")]
    [InlineData("company", "update companies set status = 'inactive' where tenant_id = :tenant")]
    [InlineData("network", "update tenants set platforms = array['telegram'] where id = :tenant")]
    [InlineData("revoked", "update channel_invitations set revoked_at = app_now() where tenant_id = :tenant")]
    public async Task What_closes_meanwhile_stops_each_further_step(string what, string sql)
    {
        var tenant = await domain.TenantAsync($"closed-{what}");
        var (_, guest) = await InviteAsync(tenant);
        var (signIn, state) = (await domain.SignInAsync(guest, $"acc-{what}"), StateOf((await domain.LeaveAsync(guest)).Value));
        await using (var owner = await Sql.OpenAsync(domain.Database.ConnectionString("cf_owner")))
            await Sql.RunAsync(owner, sql.Replace(":tenant", $"'{tenant.Id}'", StringComparison.Ordinal));
        Assert.Equal(Over, (await domain.LookAsync(guest)).Problem!.TextKey);
        Assert.Equal(Over, (await domain.LeaveAsync(guest)).Problem!.TextKey);
        Assert.Equal(Over, (await domain.ChooseAsync(guest, signIn, $"acc-{what}")).Problem!.TextKey);
        if (what is not "network")
            Assert.Equal(Over, (await domain.ReturnAsync(guest, state, "any")).Problem!.TextKey);
        Assert.Equal(0, await tenant.DbAsync(db => db.Channels.CountAsync()));
    }

    [Fact]
    public async Task Without_room_in_the_plan_nothing_is_connected_and_the_link_stays()
    {
        var tenant = await domain.TenantAsync("room");
        var (_, guest) = await InviteAsync(tenant, role: MemberRole.Approver);
        var signIn = await domain.SignInAsync(guest, "wanted");
        var member = await domain.SignInAsync(tenant, "code-room", new([.. Enumerable.Range(0, 4).Select(n => SignIns.SignInPlatform.Offer($"full-{n}", "t"))], []));
        foreach (var number in Enumerable.Range(0, 4))
            Assert.True((await ConnectAsync(tenant, member, $"full-{number}")).Ok);
        Assert.Equal("Channels.InvitationNoRoom", (await domain.ChooseAsync(guest, signIn, "wanted")).Problem!.TextKey);
        Assert.True((await domain.LookAsync(guest)).Value.IsFull);
        Assert.Equal("Channels.InvitationNoRoom", (await domain.LeaveAsync(guest)).Problem!.TextKey);
    }

    [Theory]
    [InlineData(MemberRole.Owner, true)]
    [InlineData(MemberRole.Approver, false)]
    public async Task A_guest_renews_what_the_inviter_could_renew(MemberRole inviter, bool renews)
    {
        var tenant = await domain.TenantAsync($"renew-{inviter}".ToLowerInvariant());
        var account = $"same-{inviter}";
        var member = await domain.SignInAsync(tenant, $"code-{account}", new([SignIns.SignInPlatform.Offer(account, "old")], []));
        var channel = (await ConnectAsync(tenant, member, account)).Value.ChannelId;
        var (_, guest) = await InviteAsync(tenant, role: inviter);
        var signIn = await domain.SignInAsync(guest, account);
        Assert.False(Assert.Single((await domain.OfferAsync(guest, signIn)).Value.Accounts).IsConnected);
        var chosen = await domain.ChooseAsync(guest, signIn, account);
        Assert.Equal(renews ? null : "Channels.InvitationAccountKnown", chosen.Problem?.TextKey);
        Assert.Equal(renews ? $"token-{account}" : "old", await domain.TokenAsync(tenant, channel));
        Assert.Equal(renews ? 1 : 0, await tenant.DbAsync(db => db.Notifications.CountAsync(n => n.TextKey == "Channels.Notice_Invited")));
    }

    [Fact]
    public async Task The_database_can_not_lead_a_guest_in()
    {
        var tenant = await domain.TenantAsync("sealed-guest");
        var (_, guest) = await InviteAsync(tenant);
        await domain.SignInAsync(guest, "sealed-account");
        var rows = await tenant.DbAsync(async db => (await db.ChannelInvitations.AsNoTracking().SingleAsync(), await db.ChannelSignIns.AsNoTracking().SingleAsync()));
        Assert.DoesNotContain(guest.Token, Encoding.Latin1.GetString(rows.Item1.TokenHash), StringComparison.Ordinal);
        Assert.NotEqual(new Guid(guest.Browser.AsSpan(0, 16)), rows.Item2.SessionId);
        Assert.DoesNotContain("token-sealed-account", Encoding.Latin1.GetString(rows.Item2.Offer!), StringComparison.Ordinal);
        Assert.DoesNotContain(guest.Token, $"{guest.Visit} {new IssuedInvitation(Guid.Empty, guest.Token)}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_tries_many_links_has_to_wait()
    {
        var tenant = await domain.TenantAsync("misses");
        var (_, guest) = await InviteAsync(tenant);
        for (var i = 0; i < ChannelInvitationDoor.Misses.Most; i++)
            Assert.Equal(Over, (await domain.LookAsync(guest with { Token = new string('B', 43) })).Problem!.TextKey);
        Assert.Equal("Channels.InvitationMisses", (await domain.LookAsync(guest)).Problem!.TextKey);
        Assert.True((await domain.LookAsync(At(guest.Token))).Ok);
    }

    [Fact]
    public void A_guest_may_do_what_links_are_for_and_nothing_else()
    {
        var guest = Actor.Guest(Ids.New(TimeProvider.System), "channel invitation");
        Assert.Equal([Permission.ConnectByInvitation, Permission.ApproveByLink], Enum.GetValues<Permission>().Where(guest.May));
        Assert.Equal([Role.Guest], Enum.GetValues<Role>().Where(r => PermissionTable.Allows(r, Permission.ConnectByInvitation)));
    }
}
