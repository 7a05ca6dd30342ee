using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Tests.Access;

/// <summary>From the proved address to the account, and never over one that exists.</summary>
public sealed class NewAccountsTests(DoorDomain doors) : IClassFixture<DoorDomain>
{
    [Fact]
    public async Task A_proved_address_becomes_a_clients_account()
    {
        var address = doors.NewAddress();
        var person = (await doors.FinishAsync(await doors.ProvedAsync(address))).Value;
        Assert.True(person is { EmailConfirmed: true, DisplayName: "Anna" });
        Assert.True(await doors.InAsync(async (UserManager<Person> people) => await people.IsInRoleAsync((await people.FindByEmailAsync(address))!, SystemRoles.Client)));
    }

    [Fact]
    public async Task Without_the_right_code_there_is_no_account()
    {
        var address = doors.NewAddress();
        var ticket = (await doors.BeginAsync(address)).Value;
        Assert.Equal("Access.CodeElsewhere", (await doors.FinishAsync(ticket)).Problem?.TextKey);
        Assert.Equal("Access.CodeElsewhere", (await doors.FinishAsync(null)).Problem?.TextKey);
        Assert.Null(await FindAsync(address));
    }

    [Fact]
    public async Task Two_tabs_at_once_make_one_account()
    {
        var ticket = await doors.ProvedAsync(doors.NewAddress());
        var answers = await DoorDomain.AtOnceAsync(4, async i => (await doors.FinishAsync(ticket, $"Anna {i}")).Problem);
        Assert.Single(answers, "ok");
    }

    [Fact]
    public async Task Two_browsers_at_once_make_one_account()
    {
        var address = doors.NewAddress();
        var first = await doors.ProvedAsync(address);
        await doors.AdvanceAsync(TimeSpan.FromMinutes(10));
        var second = await doors.ProvedAsync(address);
        var answers = await DoorDomain.AtOnceAsync(2, async i => (await doors.FinishAsync(i == 0 ? first : second)).Problem);
        Assert.Equal(["Access.EmailTaken", "ok"], answers.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_known_address_in_another_case_changes_nothing()
    {
        await doors.AddPersonAsync("owner@hijack.test");
        var before = await FindAsync("owner@hijack.test");
        var begun = await doors.BeginAsync("OWNER@Hijack.TEST");
        Assert.True(begun.Ok);
        var letter = await SentLetters.LatestAsync(doors.Database, "owner@hijack.test");
        Assert.Contains("/reset", letter, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"\b\d{6}\b", letter);
        Assert.Equal("Access.CodeWrong", (await doors.ConfirmAsync(begun.Value, "123456")).Problem?.TextKey);
        Assert.False((await doors.FinishAsync(begun.Value)).Ok);
        var after = await FindAsync("owner@hijack.test");
        Assert.Equal((before!.PasswordHash, before.SecurityStamp, before.DisplayName), (after!.PasswordHash, after.SecurityStamp, after.DisplayName));
    }

    [Fact]
    public async Task A_domain_of_other_letters_is_one_account()
    {
        var person = (await doors.FinishAsync(await ProvedAsync("anna@кофе.рф"))).Value;
        Assert.Equal("anna@xn--e1ajmy.xn--p1ai", person.Email);
        Assert.Equal("anna@кофе.рф", EmailAddress.Show(person.Email!));
        Assert.Equal(person.Id, (await FindAsync("Anna@КОФЕ.рф"))?.Id);
        Assert.Equal(person.Id, (await FindAsync(person.Email!.ToUpperInvariant()))?.Id);
        Assert.Null(await FindAsync("anna+shop@кофе.рф"));
    }

    [Theory]
    [InlineData("", "Access.NameLength")]
    [InlineData(" \t ", "Access.NameLength")]
    [InlineData("\u200b", "Access.NameLength")]
    [InlineData("A\u0007B", "Access.NameInvisible")]
    [InlineData("An\u202ena", "Access.NameInvisible")]
    [InlineData("300", "Access.NameLength")]
    public async Task A_refused_name_leaves_the_way_open(string name, string problem)
    {
        var ticket = await doors.ProvedAsync(doors.NewAddress());
        var refused = await doors.FinishAsync(ticket, name == "300" ? new string('я', 300) : name);
        Assert.Equal((problem, "DisplayName"), (refused.Problem?.TextKey, refused.Problem?.Field));
        Assert.True((await doors.FinishAsync(ticket)).Ok);
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("👩‍🍳 Мария")]
    [InlineData("מרים\u200f (Miriam)")]
    [InlineData("{{7*7}} @(1+1) ${x} {0}")]
    public async Task A_name_of_any_signs_stays_as_typed(string name)
    {
        var address = doors.NewAddress();
        Assert.Equal(name, (await doors.FinishAsync(await doors.ProvedAsync(address), name)).Value.DisplayName);
        Assert.Contains(name, await SentLetters.LatestAsync(doors.Database, address), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short")]
    [InlineData("")]
    [InlineData("long")]
    public async Task A_refused_password_leaves_the_way_open(string password)
    {
        var ticket = await doors.ProvedAsync(doors.NewAddress());
        Assert.Equal("Access.PasswordLength", (await doors.FinishAsync(ticket, password: password == "long" ? new string('x', 201) : password)).Problem?.TextKey);
        Assert.True((await doors.FinishAsync(ticket)).Ok);
    }

    private async Task<EntryTicket> ProvedAsync(string address)
    {
        Assert.True(EmailAddress.TryParse(address, out var stored));
        var ticket = (await doors.BeginAsync(address)).Value;
        Assert.True((await doors.ConfirmAsync(ticket, await SentLetters.CodeAsync(doors.Database, stored.Value))).Ok);
        return ticket;
    }

    private Task<Person?> FindAsync(string address) => doors.InAsync((UserManager<Person> people) => people.FindByEmailAsync(address));
}
