using System.Net;
using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Tests.Access;

/// <summary>Passwords at the door: five wrong ones lock an account and a network for a quarter of an hour.</summary>
public sealed class PasswordDoorTests(DoorDomain doors) : IClassFixture<DoorDomain>
{
    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        var address = await PersonAsync();
        for (var i = 0; i < 5; i++)
            Assert.Equal("Access.SignInWrong", await TryAsync(address, "wrong", $"10.3.0.{i}"));
        Assert.Equal("Access.SignInLocked", await TryAsync(address.ToUpperInvariant(), Seed.Password, "10.3.1.1"));
        await doors.AdvanceAsync(TimeSpan.FromMinutes(40));
        Assert.Equal("ok", await TryAsync(address, Seed.Password, "10.3.1.1"));
    }

    [Fact]
    public async Task An_unknown_address_locks_like_a_known_one()
    {
        var address = doors.NewAddress();
        for (var i = 0; i < 5; i++)
            Assert.Equal("Access.SignInWrong", await TryAsync(address, "wrong", $"10.4.0.{i}"));
        Assert.Equal("Access.SignInLocked", await TryAsync(address, "wrong", "10.4.1.1"));
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_their_network()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal("Access.SignInWrong", await TryAsync(doors.NewAddress(), "wrong", "10.5.0.1"));
        var address = await PersonAsync();
        Assert.Equal("Access.SignInLocked", await TryAsync(address, Seed.Password, "10.5.0.1"));
        Assert.Equal("ok", await TryAsync(address, Seed.Password, "10.5.0.2"));
    }

    [Fact]
    public async Task A_hundred_passwords_at_once_get_five_answers()
    {
        var address = await PersonAsync();
        var answers = await DoorDomain.AtOnceAsync(100, async i => (await CheckAsync(address, "wrong", $"10.6.0.{i}")).Problem);
        Assert.Equal(5, answers.Count(a => a == "Access.SignInWrong"));
        Assert.Equal(95, answers.Count(a => a == "Access.SignInLocked"));
        Assert.Equal(1, await doors.OwnerSqlAsync<int>($"select count(*)::int from audit_log a join people p on p.id = a.person_id where p.email = '{address}' and a.entity = 'lock_out'"));
    }

    [Fact]
    public async Task Right_passwords_lock_nobody_out()
    {
        var address = await PersonAsync();
        for (var i = 0; i < 30; i++)
            Assert.Equal("ok", await TryAsync(address, Seed.Password, "10.7.0.1"));
    }

    [Fact]
    public async Task A_deactivated_person_is_refused_like_a_wrong_one()
    {
        var address = await PersonAsync();
        await doors.InAsync(async (UserManager<Person> people) =>
        {
            var person = (await people.FindByEmailAsync(address))!;
            person.Deactivate(doors.Clock.GetUtcNow());
            return await people.UpdateAsync(person);
        });
        Assert.Equal("Access.SignInWrong", await TryAsync(address, Seed.Password, "10.8.0.1"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not an address")]
    [InlineData("a\0b@example.com")]
    public async Task What_is_no_address_is_answered_like_a_wrong_one(string typed) =>
        Assert.Equal("Access.SignInWrong", await TryAsync(typed, Seed.Password, $"10.9.0.{typed.Length}"));

    [Fact]
    public async Task A_password_of_a_megabyte_is_wrong() =>
        Assert.Equal("Access.SignInWrong", await TryAsync(await PersonAsync(), Seed.Password + new string('x', 1_000_000), "10.10.0.1"));

    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    public void Addresses_of_one_line_count_together(string one, string other, bool same) =>
        Assert.Equal(same, EntryLimits.NetworkOf(IPAddress.Parse(one)) == EntryLimits.NetworkOf(IPAddress.Parse(other)));

    private async Task<string> PersonAsync()
    {
        var address = doors.NewAddress();
        await doors.AddPersonAsync(address);
        return address;
    }

    private async Task<string> TryAsync(string address, string password, string network) => (await CheckAsync(address, password, network)).Problem?.TextKey ?? "ok";

    private Task<Result<Person>> CheckAsync(string address, string password, string network) =>
        doors.InAsync((PasswordDoor door) => door.CheckAsync(address, password, network, default));
}
