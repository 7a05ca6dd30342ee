using ContentFactory.Domain.Access;
using ContentFactory.Domain.Data;
using Microsoft.AspNetCore.Identity;

namespace ContentFactory.Web.Demo;

/// <summary>The demo's accounts and their tenant; what is there already stays.</summary>
internal sealed class DemoPeople(DemoStudio studio, IServiceScopeFactory scopes, TenantDirectory directory, TenantRegistration registration, Tenants tenants)
{
    public async Task<DemoStage> EnsureAsync(CancellationToken ct)
    {
        var people = new Dictionary<Role, Guid>();
        foreach (var person in studio.People)
            people[person.Role] = await PersonAsync(person);
        return new DemoStage(tenants, await TenantAsync(people[Role.Owner], ct), people);
    }

    private async Task<Guid> PersonAsync(DemoPerson wanted)
    {
        await using var scope = scopes.CreateAsyncScope();
        var people = scope.ServiceProvider.GetRequiredService<UserManager<Person>>();
        if (await people.FindByEmailAsync(wanted.Email) is not { } person)
        {
            var made = await scope.ServiceProvider.GetRequiredService<Registration>().RegisterAsync(new(wanted.Email, DemoStudio.Password, wanted.Name, studio.Tenant.Language));
            person = made.Ok ? made.Value : throw new InvalidOperationException($"{wanted.Email} was refused: {made.Problem.TextKey}");
        }
        var role = wanted.Role switch { Role.Admin => SystemRoles.Admin, Role.Manager => SystemRoles.Manager, _ => SystemRoles.Client };
        if (!await people.IsInRoleAsync(person, role))
            await people.AddToRoleAsync(person, role);
        return person.Id;
    }

    private async Task<Guid> TenantAsync(Guid ownerId, CancellationToken ct)
    {
        var (name, slug) = (studio.Tenant.Name, studio.Tenant.Slug);
        if (await directory.EnterAsync(slug, ownerId, ct) is { } there)
            return there.IsDemo ? there.TenantId : throw Taken(slug);
        var made = await registration.CreateAsync(ownerId, new NewTenant(name, slug, studio.Tenant.Zone, studio.Tenant.Language, "enterprise", IsDemo: true), ct);
        return made.Ok ? made.Value.TenantId : throw Taken(slug);
    }

    private static ConfigurationException Taken(string slug) => new("--demo", $"cannot be set up: the address /t/{slug} belongs to another tenant", "another database or data folder (--data)");
}
