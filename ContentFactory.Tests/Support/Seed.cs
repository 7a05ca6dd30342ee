using ContentFactory.Domain;
using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace ContentFactory.Tests.Support;

/// <summary>People and tenants for tests, made through the services of a domain or of a whole application.</summary>
internal static class Seed
{
    public const string Password = "Long-enough-1";

    public static async Task<Guid> PersonAsync(IServiceProvider services, string email, string password = Password, string? systemRole = null)
    {
        await using var scope = services.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var person = new Person { Id = Ids.New(now), Email = email, UserName = email, DisplayName = email.Split('@')[0], EmailConfirmed = true, CreatedAt = now };
        var made = await people.CreateAsync(person, password);
        Assert.True(made.Succeeded, string.Join(", ", made.Errors.Select(e => e.Code)));
        if (systemRole is not null)
            await people.AddToRoleAsync(person, systemRole);
        return person.Id;
    }

    public static async Task<TestTenant> TenantAsync(IServiceProvider services, string slug, string zoneId = "Europe/Moscow")
    {
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var (tenantId, companyId) = (Ids.New(now), Ids.New(now));
        var people = new Dictionary<MemberRole, Guid>();
        foreach (var role in Enum.GetValues<MemberRole>())
            people[role] = await PersonAsync(services, Email(role, slug));
        await services.GetRequiredService<Tenants>().RunAsync(tenantId, Actor.System(tenantId, "test"), async scoped =>
        {
            await using var db = await scoped.GetRequiredService<Db>().OpenAsync();
            db.Tenants.Add(new Tenant(tenantId, slug, slug, zoneId, "ru", now));
            db.Companies.Add(new Company(tenantId, companyId, 1, slug, slug, "ru", now));
            foreach (var (role, personId) in people)
                db.Members.Add(new Member(tenantId, Ids.New(now), personId, role, now));
            await db.SaveChangesAsync();
        });
        return new TestTenant(services, tenantId, companyId, slug, people);
    }

    /// <summary>The address of the person that <see cref="TenantAsync"/> made for a role.</summary>
    public static string Email(MemberRole role, string slug) => $"{role}@{slug}.test".ToLowerInvariant();
}
