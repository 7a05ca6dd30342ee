using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Tests.Access;

/// <summary>Links that sign in and codes that change a password: once, for a while, and void when the account changed.</summary>
public sealed class LinksAndResetsTests(DoorDomain doors) : IClassFixture<DoorDomain>
{
    private const string NewPassword = "Another-long-1";

    [Fact]
    public async Task A_link_opened_often_at_once_signs_in_once()
    {
        var (address, token) = await SentAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal(address, (await doors.InAsync((SignInLinks links) => links.LookAsync(token, default))).Value);
        var answers = await doors.HeldAsync(address, 4, async () => (await SpendAsync(token)).Problem);
        Assert.Single(answers, "ok");
        Assert.Equal("Access.LinkUsed", (await SpendAsync(token)).Problem?.TextKey);
    }

    [Fact]
    public async Task A_link_is_dead_after_a_quarter_hour()
    {
        var (_, token) = await SentAsync();
        await doors.AdvanceAsync(TimeSpan.FromMinutes(15));
        Assert.Equal("Access.LinkOver", (await SpendAsync(token)).Problem?.TextKey);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData("../../sign-in")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_link_opens_nothing(string token) => Assert.Equal("Access.LinkOver", (await SpendAsync(token)).Problem?.TextKey);

    [Fact]
    public async Task A_changed_account_voids_its_links_and_codes()
    {
        var (address, token) = await SentAsync();
        var ticket = (await doors.BeginAsync(address, EntryKind.Reset)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        await ChangeAsync(address, (people, person) => people.UpdateSecurityStampAsync(person));
        Assert.Equal("Access.LinkOver", (await SpendAsync(token)).Problem?.TextKey);
        Assert.Equal("Access.CodeUsed", (await ResetAsync(ticket, code)).Problem?.TextKey);
    }

    [Fact]
    public async Task A_deactivated_person_gets_neither_link_nor_code()
    {
        var (address, token) = await SentAsync();
        await ChangeAsync(address, (people, person) =>
        {
            person.Deactivate(doors.Clock.GetUtcNow());
            return people.UpdateAsync(person);
        });
        Assert.Equal("Access.LinkOver", (await SpendAsync(token)).Problem?.TextKey);
        await doors.BeginAsync(address, EntryKind.Reset);
        Assert.DoesNotMatch(@"\b\d{6}\b", await SentLetters.LatestAsync(doors.Database, address));
    }

    [Fact]
    public async Task A_reset_changes_password_and_stamp_and_writes()
    {
        var address = await PersonAsync();
        var before = await FindAsync(address);
        var ticket = (await doors.BeginAsync(address, EntryKind.Reset)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        Assert.True((await ResetAsync(ticket, code)).Ok);
        Assert.Equal("Access.CodeUsed", (await ResetAsync(ticket, code)).Problem?.TextKey);
        var after = await FindAsync(address);
        Assert.NotEqual(before.SecurityStamp, after.SecurityStamp);
        Assert.Contains(address.Split('@')[0], await SentLetters.LatestAsync(doors.Database, address), StringComparison.Ordinal);
        Assert.True((await doors.InAsync((PasswordDoor door) => door.CheckAsync(address, NewPassword, "reset", default))).Ok);
    }

    [Fact]
    public async Task Another_persons_code_resets_nothing()
    {
        var (mine, theirs) = (await PersonAsync(), await PersonAsync());
        var ticket = (await doors.BeginAsync(mine, EntryKind.Reset)).Value;
        await doors.BeginAsync(theirs, EntryKind.Reset);
        var before = await FindAsync(mine);
        Assert.Equal("Access.CodeWrong", (await ResetAsync(ticket, await SentLetters.CodeAsync(doors.Database, theirs))).Problem?.TextKey);
        Assert.Equal(before.PasswordHash, (await FindAsync(mine)).PasswordHash);
    }

    [Fact]
    public async Task A_weak_password_costs_no_try()
    {
        var address = await PersonAsync();
        var ticket = (await doors.BeginAsync(address, EntryKind.Reset)).Value;
        var code = await SentLetters.CodeAsync(doors.Database, address);
        for (var i = 0; i < 6; i++)
            Assert.Equal("Access.PasswordLength", (await ResetAsync(ticket, code, "short")).Problem?.TextKey);
        Assert.True((await ResetAsync(ticket, code)).Ok);
    }

    private async Task<(string Address, string Token)> SentAsync()
    {
        var address = await PersonAsync();
        Assert.True((await doors.InAsync((SignInLinks links) => links.SendAsync(address, address, "en", "", default))).Ok);
        var link = await SentLetters.LinkAsync(doors.Database, address);
        Assert.Equal("https://doors.example", link.GetLeftPart(UriPartial.Authority));
        return (address, link.Segments[^1]);
    }

    private Task<Result<Person>> SpendAsync(string token) => doors.InAsync((SignInLinks links) => links.SpendAsync(token, default));

    private Task<Result<bool>> ResetAsync(EntryTicket ticket, string code, string password = NewPassword) =>
        doors.InAsync((PasswordReset reset) => reset.ResetAsync(ticket, code, password, "reset", default));

    private async Task<string> PersonAsync()
    {
        var address = doors.NewAddress();
        await doors.AddPersonAsync(address);
        return address;
    }

    private async Task<Person> FindAsync(string address) => (await doors.InAsync((UserManager<Person> people) => people.FindByEmailAsync(address)))!;

    private Task<IdentityResult> ChangeAsync(string address, Func<UserManager<Person>, Person, Task<IdentityResult>> change) =>
        doors.InAsync(async (UserManager<Person> people) => await change(people, (await people.FindByEmailAsync(address))!));
}
