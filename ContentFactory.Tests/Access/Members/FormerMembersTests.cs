using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Content;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Content;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

/// <summary>Those who went: the name on what they wrote stays, and nothing else of them.</summary>
public sealed class FormerMembersTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    [Fact]
    public async Task Names_stay_on_the_work_of_former_members()
    {
        var team = await domain.AddTeamAsync();
        var post = await team.NewAsync("written here");
        Assert.True((await team.ReadyAsync(post)).Ok);
        Assert.True((await team.ApproveAsync(post.Id, (await team.ViewAsync(post.Id)).Version)).Ok);
        await RemoveAsync(team, MemberRole.Editor);
        Assert.True((await team.AsAsync<MemberDesk, Result>(MemberRole.Approver, d => d.LeaveAsync(default))).Ok);

        var view = await team.ViewAsync(post.Id);

        Assert.Equal(("editor", "approver"), (view.AuthorName, view.ApproverName));
        Assert.All(view.Versions, v => Assert.Equal("editor", v.AuthorName));
        Assert.Contains(view.Decisions, d => d.PersonName == "approver");
    }

    [Fact]
    public async Task Only_the_name_is_seen_of_who_went()
    {
        var team = await domain.AddTeamAsync();
        var editor = team.Person(MemberRole.Editor);
        await domain.OwnerSqlAsync<int>($"update people set last_sign_in_at = app_now(), deactivated_at = app_now() where id = '{editor}' returning 1");
        Assert.True(await CardAsync(team, editor) is { Email: not null, LastSignInAt: not null, DeactivatedAt: not null });
        await RemoveAsync(team, MemberRole.Editor);

        var card = await CardAsync(team, editor);

        Assert.Equal(("editor", null, null, null), (card!.DisplayName, card.Email, card.LastSignInAt, card.DeactivatedAt));
        Assert.DoesNotContain(await MembersAsync(team), m => m.PersonId == editor);
    }

    [Fact]
    public async Task Other_tenants_do_not_see_who_went()
    {
        var (team, other) = (await domain.AddTeamAsync(), await domain.AddTeamAsync());
        await RemoveAsync(team, MemberRole.Editor);

        Assert.Null(await CardAsync(other, team.Person(MemberRole.Editor)));
        Assert.Empty(await other.DbAsync(db => db.FormerMembers.ToListAsync()));
    }

    [Fact]
    public async Task Who_went_has_no_right_and_no_tenant()
    {
        var team = await domain.AddTeamAsync();
        var editor = team.Person(MemberRole.Editor);
        await RemoveAsync(team, MemberRole.Editor);
        var directory = domain.Services.GetRequiredService<TenantDirectory>();

        Assert.Null(await directory.EnterAsync(team.Slug, editor, default));
        Assert.Empty(await directory.TenantsOfAsync(editor, default));
    }

    [Fact]
    public async Task Who_comes_back_may_go_a_second_time()
    {
        var team = await domain.AddTeamAsync();
        var (editor, email) = (team.Person(MemberRole.Editor), Seed.Email(MemberRole.Editor, team.Slug));
        await RemoveAsync(team, MemberRole.Editor);
        Assert.True((await domain.AcceptAsync((await domain.InviteAsync(team, email)).Token, editor)).Ok);
        Assert.Equal(email, (await CardAsync(team, editor))!.Email);
        Assert.Contains(await MembersAsync(team), m => m.PersonId == editor);

        await RemoveAsync(team, MemberRole.Editor);

        Assert.Equal(editor, (await team.DbAsync(db => db.FormerMembers.SingleAsync())).PersonId);
        Assert.Null((await CardAsync(team, editor))!.Email);
    }

    private static async Task RemoveAsync(TestTenant team, MemberRole who)
    {
        var person = team.Person(who);
        var place = await team.DbAsync(db => db.Members.Where(m => m.PersonId == person).Select(m => m.Id).SingleAsync());
        Assert.True((await team.AsAsync<MemberDesk, Result>(MemberRole.Owner, d => d.RemoveAsync(place, default))).Ok);
    }

    private static Task<PersonCard?> CardAsync(TestTenant team, Guid personId) => team.DbAsync(db => db.People.AsNoTracking().SingleOrDefaultAsync(p => p.Id == personId));

    private static async Task<IReadOnlyList<MemberRow>> MembersAsync(TestTenant team) =>
        (await team.AsAsync<MemberQueries, Domain.Lists.ListPage<MemberRow>>(MemberRole.Viewer, q => q.ListAsync(new(), default))).Rows;
}
