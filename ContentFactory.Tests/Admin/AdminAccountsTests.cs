using ContentFactory.Domain.Access;
using ContentFactory.Domain.Admin;
using ContentFactory.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Admin;

/// <summary>The command that makes administrators, on an account that somebody else may have registered and furnished.</summary>
public sealed class AdminAccountsTests(TestDomain domain) : IClassFixture<TestDomain>
{
    [Fact]
    public async Task Nothing_that_was_there_before_opens_the_administrator()
    {
        await using var scope = domain.Services.CreateAsyncScope();
        var (people, db) = (scope.ServiceProvider.GetRequiredService<UserManager<Person>>(), scope.ServiceProvider.GetRequiredService<AccessDb>());
        var admins = scope.ServiceProvider.GetRequiredService<AdminAccounts>();
        var person = (await scope.ServiceProvider.GetRequiredService<Registration>().RegisterAsync(new NewPerson("boss@take.test", Seed.Password, "Boss", "en"))).Value;
        await people.AddLoginAsync(person, new UserLoginInfo("Google", "thief", "Google"));
        await people.AddOrUpdatePasskeyAsync(person, new UserPasskeyInfo([1], [1], domain.Clock.GetUtcNow(), 0, null, true, false, false, [1], [1]));
        await people.SetTwoFactorEnabledAsync(person, true);
        await db.Database.ExecuteSqlAsync($"insert into person_telegrams (person_id, telegram_user_id, shown, linked_at) values ({person.Id}, 77, '@thief', now())");
        person.Deactivate(domain.Clock.GetUtcNow());
        await people.UpdateAsync(person);
        var stamp = person.SecurityStamp;

        Assert.True((await admins.TakeOverAsync(person, "a password of the operator", default)).Ok);
        Assert.True((await admins.MakeAdminAsync(person, default)).Ok);

        db.ChangeTracker.Clear();
        var now = (await people.FindByEmailAsync("boss@take.test"))!;
        Assert.True(await people.CheckPasswordAsync(now, "a password of the operator"));
        Assert.True(await people.IsInRoleAsync(now, SystemRoles.Admin));
        Assert.Equal((false, null, 0), (now.TwoFactorEnabled, now.DeactivatedAt, (await people.GetLoginsAsync(now)).Count));
        Assert.Empty(await people.GetPasskeysAsync(now));
        Assert.NotEqual(stamp, now.SecurityStamp);
        Assert.Null(await scope.ServiceProvider.GetRequiredService<TelegramLinks>().LinkedAsync(now.Id, default));
        Assert.Equal(2, await db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from audit_log where entity_id = {now.Id} and action = 'manage_people'").SingleAsync());
    }

    /// <summary>Where a second factor is switched off, that alone changes the stamp.</summary>
    [Fact]
    public async Task Sessions_end_where_only_the_password_was_replaced()
    {
        await using var scope = domain.Services.CreateAsyncScope();
        var person = (await scope.ServiceProvider.GetRequiredService<Registration>().RegisterAsync(new NewPerson("plain@take.test", Seed.Password, "Plain", "en"))).Value;
        var stamp = person.SecurityStamp;

        Assert.True((await scope.ServiceProvider.GetRequiredService<AdminAccounts>().TakeOverAsync(person, "a password of the operator", default)).Ok);

        Assert.NotEqual(stamp, await domain.OwnerSqlAsync<string>($"select security_stamp from people where id = '{person.Id}'"));
    }
}
