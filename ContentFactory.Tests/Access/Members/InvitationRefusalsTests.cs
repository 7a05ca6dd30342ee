using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>What an owner is told who invites wrongly, too much, or somebody who is known elsewhere.</summary>
public sealed class InvitationRefusalsTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nobody")]
    [InlineData("a@b")]
    [InlineData("two@mail.test, three@mail.test")]
    [InlineData("Name <name@mail.test>")]
    [InlineData("line\r\nBcc: all@mail.test")]
    public async Task A_wrong_address_is_named_at_its_field(string email)
    {
        var team = await domain.AddTeamAsync();
        var problem = (await InviteAsync(team, email)).Problem;
        Assert.Equal((ProblemKind.Invalid, "Email", "Access.EmailInvalid"), (problem!.Kind, problem.Field, problem.TextKey));
        Assert.Equal(0, await team.DbAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task Oneself_and_members_are_named_at_the_field()
    {
        var team = await domain.AddTeamAsync();
        var self = (await InviteAsync(team, Seed.Email(MemberRole.Owner, team.Slug).ToUpperInvariant())).Problem;
        var member = (await InviteAsync(team, Seed.Email(MemberRole.Viewer, team.Slug))).Problem;
        Assert.Equal(("Email", "Access.InviteSelf"), (self!.Field, self.TextKey));
        Assert.Equal(("Email", "Access.InviteMember"), (member!.Field, member.TextKey));
    }

    [Fact]
    public async Task A_role_that_was_not_offered_is_refused()
    {
        var team = await domain.AddTeamAsync();
        Assert.Equal("Access.RoleUnknown", (await InviteAsync(team, "role@mail.test", (MemberRole)4)).Problem?.TextKey);
        Assert.Equal("Access.RoleUnknown", (await InviteAsync(team, "role@mail.test", (MemberRole)(-1))).Problem?.TextKey);
        var viewer = await team.DbAsync(db => db.Members.SingleAsync(m => m.Role == MemberRole.Viewer));
        Assert.Equal("Access.RoleUnknown", (await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.ChangeRoleAsync(viewer.Id, (MemberRole)4, default))).Problem?.TextKey);
        Assert.Equal(MemberRole.Viewer, (await team.DbAsync(db => db.Members.SingleAsync(m => m.Id == viewer.Id))).Role);
    }

    [Fact]
    public async Task An_address_known_elsewhere_answers_like_any()
    {
        var (team, other) = (await domain.AddTeamAsync(), await domain.AddTeamAsync());
        // as often as one tenant may: none of it counts in another
        for (var i = 0; i < InvitationDesk.OfAddress.Most; i++)
            await domain.InviteAsync(other, "open@elsewhere.test");
        var unknown = (await InviteAsync(team, "never@heard.test")).Value;
        var member = (await InviteAsync(team, Seed.Email(MemberRole.Owner, other.Slug))).Value;
        var invited = (await InviteAsync(team, "open@elsewhere.test")).Value;

        Assert.Equal(unknown, member with { Email = unknown.Email });
        Assert.Equal(unknown, invited with { Email = unknown.Email });
        Assert.False(unknown.Again);
        Assert.Equal(3, await team.DbAsync(db => db.Invitations.CountAsync()));
        Assert.Equal(1, await other.DbAsync(db => db.Invitations.CountAsync()));
    }

    [Fact]
    public async Task One_address_gets_five_letters_an_hour()
    {
        var team = await domain.AddTeamAsync();
        for (var i = 0; i < InvitationDesk.OfAddress.Most; i++)
            Assert.True((await InviteAsync(team, "often@mail.test")).Ok);
        var problem = (await InviteAsync(team, "often@mail.test")).Problem;
        Assert.Equal((ProblemKind.Limit, "Email", "Access.InvitationTooOften"), (problem!.Kind, problem.Field, problem.TextKey));
        Assert.Equal(5, await LettersAsync("often@mail.test"));
        // the database's clock runs on between two settings: a little more than the hour
        await domain.AdvanceAsync(TimeSpan.FromMinutes(90));
        Assert.True((await InviteAsync(team, "often@mail.test")).Ok);
    }

    [Fact]
    public async Task A_tenant_sends_fifty_invitations_a_day()
    {
        var team = await domain.AddTeamAsync();
        for (var i = 0; i < InvitationDesk.OfTenant.Most; i++)
            Assert.True((await InviteAsync(team, $"mass-{i}@mail.test")).Ok);
        Assert.Equal("Access.InvitationsTooMany", (await InviteAsync(team, "mass-last@mail.test")).Problem?.TextKey);
        Assert.Equal(0, await LettersAsync("mass-last@mail.test"));
    }

    [Fact]
    public async Task A_full_plan_invites_nobody_and_writes_no_letter()
    {
        var team = await domain.AddTeamAsync("single");
        var problem = (await InviteAsync(team, "full@mail.test")).Problem;
        Assert.Equal(("Access.MembersFull", 3), (problem!.TextKey, problem.Args[0]));
        Assert.Equal(0, await LettersAsync("full@mail.test"));
    }

    [Fact]
    public async Task A_suspended_tenant_neither_invites_nor_admits()
    {
        var team = await domain.AddTeamAsync();
        var person = await domain.AddPersonAsync("suspended@mail.test");
        var link = await domain.InviteAsync(team, "suspended@mail.test");
        await using var system = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(system, "update tenants set status = 'suspended' where id = $1", team.Id);

        Assert.Equal("Access.TenantSuspended", (await InviteAsync(team, "more@mail.test")).Problem?.TextKey);
        Assert.Equal("Access.TenantSuspended", (await domain.AcceptAsync(link.Token, person)).Problem?.TextKey);
    }

    [Fact]
    public async Task An_invitation_of_another_tenant_is_not_there()
    {
        var (team, other) = (await domain.AddTeamAsync(), await domain.AddTeamAsync());
        await domain.InviteAsync(other, "foreign@mail.test");
        var id = (await other.DbAsync(db => db.Invitations.SingleAsync())).Id;
        foreach (var verb in new Func<InvitationDesk, Task<Result<SentInvitation>>>[] { d => d.ResendAsync(id, default), d => d.RevokeAsync(id, default) })
            Assert.Equal(ProblemKind.NotFound, (await team.AsAsync(MemberRole.Owner, verb)).Problem?.Kind);
        Assert.Null((await other.DbAsync(db => db.Invitations.SingleAsync())).RevokedAt);
    }

    private async Task<int> LettersAsync(string email)
    {
        await using var scope = domain.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AccessDb>().Letters.CountAsync(l => l.To == email);
    }

    private static Task<Result<SentInvitation>> InviteAsync(TestTenant team, string email, MemberRole role = MemberRole.Editor) =>
        team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.InviteAsync(new(email, role), default));
}
