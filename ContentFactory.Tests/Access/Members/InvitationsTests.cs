using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using ContentFactory.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Access;

public sealed class InvitationsTests(TeamDomain domain) : IClassFixture<TeamDomain>
{
    private static int people;

    [Fact]
    public async Task The_invited_join_with_the_role_offered()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var link = await domain.InviteAsync(team, email, MemberRole.Approver);
        var card = (await domain.LookAsync(link.Token)).Value;
        Assert.Equal((InvitationState.Open, team.Slug, MemberRole.Approver, email, $"owner"), (card.State, card.TenantSlug, card.Role, card.Email, card.InvitedBy));

        Assert.Equal(team.Slug, (await domain.AcceptAsync(link.Token, personId)).Value);

        Assert.Equal(Role.Approver, (await EnterAsync(team, personId))!.Role);
        Assert.Equal(["Open", "Accepted"], new[] { card.State.ToString(), (await domain.LookAsync(link.Token)).Value.State.ToString() });
        var audited = await team.DbAsync(db => db.AuditLog.Where(a => a.Entity == "invitation").OrderBy(a => a.At).ThenBy(a => a.Id).Select(a => a.PersonId).ToListAsync());
        Assert.Equivalent(new[] { team.Person(MemberRole.Owner), personId }, audited, strict: true);
    }

    [Fact]
    public async Task The_letter_speaks_the_tenants_language()
    {
        var team = await domain.AddTeamAsync();
        var link = await domain.InviteAsync(team, "new@letter.test");
        Assert.Equal($"owner приглашает вас в «{team.Slug}»", link.Subject);
        Assert.Contains("редактор", link.Text, StringComparison.Ordinal);
        Assert.Contains($"https://app.example.test/invitation/{link.Token}", link.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inviting_again_replaces_the_first_link()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var first = await domain.InviteAsync(team, email, MemberRole.Viewer);
        await domain.AdvanceAsync(TimeSpan.FromMinutes(1));
        var again = await InviteAsync(team, $"  {email.ToUpperInvariant()} ", MemberRole.Editor);
        var second = await domain.LinkAsync(email);

        Assert.True(again.Value.Again);
        Assert.Equal(1, await team.DbAsync(db => db.Invitations.CountAsync(i => i.Email == email)));
        Assert.Equal("Access.InvitationUnknown", (await domain.AcceptAsync(first.Token, personId)).Problem?.TextKey);
        Assert.True((await domain.AcceptAsync(second.Token, personId)).Ok);
        Assert.Equal(Role.Editor, (await EnterAsync(team, personId))!.Role);
    }

    [Fact]
    public async Task Sending_again_starts_seven_new_days()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var first = await domain.InviteAsync(team, email);
        await domain.AdvanceAsync(TimeSpan.FromDays(7));
        Assert.Equal("Access.InvitationExpired", (await domain.AcceptAsync(first.Token, personId)).Problem?.TextKey);
        var row = Assert.Single(await OpenAsync(team));
        Assert.True(row.Expired);

        Assert.True((await team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.ResendAsync(row.Id, default))).Ok);

        Assert.Equal("Access.InvitationUnknown", (await domain.AcceptAsync(first.Token, personId)).Problem?.TextKey);
        await domain.AdvanceAsync(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.True((await domain.AcceptAsync((await domain.LinkAsync(email)).Token, personId)).Ok);
    }

    [Fact]
    public async Task A_revoked_link_opens_nothing_any_more()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var link = await domain.InviteAsync(team, email);
        var id = Assert.Single(await OpenAsync(team)).Id;
        Assert.True((await RevokeAsync(team, id)).Ok);

        Assert.Equal("Access.InvitationRevoked", (await domain.AcceptAsync(link.Token, personId)).Problem?.TextKey);
        Assert.Equal(InvitationState.Revoked, (await domain.LookAsync(link.Token)).Value.State);
        Assert.Equal("Access.InvitationGone", (await RevokeAsync(team, id)).Problem?.TextKey);
        Assert.Null(await EnterAsync(team, personId));
    }

    [Fact]
    public async Task Another_persons_link_lets_nobody_in()
    {
        var team = await domain.AddTeamAsync();
        var (_, email) = await PersonAsync();
        var (stranger, _) = await PersonAsync();
        var link = await domain.InviteAsync(team, email);

        Assert.Equal("Access.InvitationOfAnother", (await domain.AcceptAsync(link.Token, stranger)).Problem?.TextKey);

        Assert.Null(await EnterAsync(team, stranger));
        Assert.Equal(InvitationState.Open, (await domain.LookAsync(link.Token)).Value.State);
    }

    [Fact]
    public async Task A_closed_account_does_not_join()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var link = await domain.InviteAsync(team, email);
        await SystemAsync($"update people set deactivated_at = app_now() where id = '{personId}'");
        Assert.Equal("Access.InvitationOfAnother", (await domain.AcceptAsync(link.Token, personId)).Problem?.TextKey);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ")]
    [InlineData("' or 1=1 -- ''''''''''''''''''''''''''''''''")]
    public async Task A_mistyped_link_is_unknown_to_all(string? token)
    {
        Assert.Equal("Access.InvitationUnknown", (await domain.LookAsync(token, $"mistyped {token}")).Problem?.TextKey);
        Assert.Equal("Access.InvitationUnknown", (await domain.AcceptAsync(token, (await PersonAsync()).Id)).Problem?.TextKey);
    }

    [Fact]
    public async Task A_network_that_guesses_links_must_wait()
    {
        for (var i = 0; i < InvitationDoor.Misses.Most; i++)
            Assert.Equal("Access.InvitationUnknown", (await domain.LookAsync("guess", "198.51.100.7")).Problem?.TextKey);
        Assert.Equal("Access.InvitationMisses", (await domain.LookAsync("guess", "198.51.100.7")).Problem?.TextKey);
        Assert.Equal("Access.InvitationUnknown", (await domain.LookAsync("guess", "198.51.100.8")).Problem?.TextKey);
    }

    [Fact]
    public async Task Accepting_changes_nothing_of_the_account()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var before = await AccountAsync(personId);
        var link = await domain.InviteAsync(team, email, MemberRole.Owner);
        Assert.True((await domain.AcceptAsync(link.Token, personId)).Ok);
        Assert.Equal(before, await AccountAsync(personId));
    }

    [Fact]
    public async Task A_member_keeps_the_role_whatever_an_old_link_offers()
    {
        var team = await domain.AddTeamAsync();
        var (personId, email) = await PersonAsync();
        var link = await domain.InviteAsync(team, email, MemberRole.Owner);
        await team.DbAsync(async db =>
        {
            db.Members.Add(new Member(team.Id, Ids.New(domain.Clock), personId, MemberRole.Viewer, domain.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        Assert.True((await domain.AcceptAsync(link.Token, personId)).Ok);
        Assert.Equal(Role.Viewer, (await EnterAsync(team, personId))!.Role);
    }

    [Fact]
    public async Task No_row_but_the_letter_knows_the_token()
    {
        var team = await domain.AddTeamAsync();
        var link = await domain.InviteAsync(team, "secret@letter.test");
        var rows = await domain.OwnerSqlAsync<string>($"select coalesce(string_agg(r::text, ' '), '') from (select to_jsonb(i)::text as r from invitations i union all select to_jsonb(a)::text from audit_log a where tenant_id = '{team.Id}') x");
        Assert.Contains("secret@letter.test", rows, StringComparison.Ordinal);
        Assert.DoesNotContain(link.Token, rows, StringComparison.Ordinal);
    }

    private async Task<(Guid Id, string Email)> PersonAsync()
    {
        var email = $"invited-{Interlocked.Increment(ref people)}@mail.test";
        return (await domain.AddPersonAsync(email), email);
    }

    private Task<Entrance?> EnterAsync(TestTenant team, Guid personId) => domain.Services.GetRequiredService<TenantDirectory>().EnterAsync(team.Slug, personId, default);

    private Task<string> AccountAsync(Guid personId) => domain.OwnerSqlAsync<string>($"select p::text from people p where id = '{personId}'");

    private async Task SystemAsync(string sql)
    {
        await using var connection = await Sql.OpenAsync(domain.Database.ConnectionString("cf_system"));
        await Sql.RunAsync(connection, sql);
    }

    private static Task<Result<SentInvitation>> InviteAsync(TestTenant team, string email, MemberRole role = MemberRole.Editor) =>
        team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.InviteAsync(new(email, role), default));

    private static Task<Result<SentInvitation>> RevokeAsync(TestTenant team, Guid id) =>
        team.AsAsync<InvitationDesk, Result<SentInvitation>>(MemberRole.Owner, d => d.RevokeAsync(id, default));

    private static Task<IReadOnlyList<InvitationRow>> OpenAsync(TestTenant team) =>
        team.AsAsync<InvitationQueries, IReadOnlyList<InvitationRow>>(MemberRole.Owner, q => q.OpenAsync(default));
}
